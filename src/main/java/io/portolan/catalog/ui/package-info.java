/// The catalog in the browser: overview, tables, forms, and the panels that the entity page is made of.
///
/// Invariants: what a table shows stands in its address; every list is paged or bounded; values are shown by
/// [ValueViews] and nowhere else, so a value looks the same in tables and on pages. Start reading at [EntityPanels] for
/// what other rooms use, and at `TableView` for the tables.
@NullMarked
@NamedInterface("ui")
package io.portolan.catalog.ui;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;

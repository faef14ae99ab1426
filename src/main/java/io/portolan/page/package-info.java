/// Pages (dialect sections 7.1 to 7.3): dashboards with widgets over the live catalog, the home page, and the page of
/// an
/// entity, which puts together the panels that other rooms offer.
///
/// Invariants: a page is kept as the client wrote it, unknown keys and unknown kinds of widgets included; a widget
/// reads
/// through the same search as every table, bounded and as the viewer; a widget that cannot be shown says why and does
/// not take the others with it. Start reading at [PageService] for definitions and at [WidgetData] for numbers.
@NullMarked
package io.portolan.page;

import org.jspecify.annotations.NullMarked;

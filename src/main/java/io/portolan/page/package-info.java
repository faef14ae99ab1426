/// Pages (dialect sections 7.1 to 7.3): dashboards with widgets over the live catalog, the home page, and the page of
/// an entity, which puts together the panels that other rooms offer.
///
/// Invariants: a page is kept as the client wrote it, unknown keys and unknown kinds of widgets included; a widget
/// reads
/// through the same search as every table, bounded and as the viewer; a widget that cannot be shown says why and does
/// not take the others with it; what a viewer may not see is not there, in lists, in the navigation and under its
/// address. Where a page stands ([Arrangement]) is kept apart from what it is. Start reading at [PageService] for
/// definitions, at [SidebarService] for folders and at [WidgetData] for numbers.
@NullMarked
package io.portolan.page;

import org.jspecify.annotations.NullMarked;

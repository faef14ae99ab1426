/// Home, dashboards and the page of an entity in the browser.
///
/// Invariants: a widget that fails shows why in its own place; what changes in the catalog appears without a reload;
/// tabs stand in the address. Start reading at `DashboardView` and `EntityView`.
@NullMarked
package io.portolan.page.ui;

import org.jspecify.annotations.NullMarked;

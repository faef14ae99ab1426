package io.portolan.ui;

import java.util.List;

/// A view that says where it stands. Asked after each navigation; without it the shell shows the view's entry in the
/// side navigation and the page title.
public interface HasBreadcrumbs {

    /// From the outermost to the page itself, without "Home".
    List<Crumb> breadcrumbs();
}

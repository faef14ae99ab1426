package io.portolan.ui;

import io.portolan.kernel.Actor;
import java.util.List;

/// Entries that a feature adds to the side navigation. Beans of this type are asked each time the navigation is built
/// (sign-in, reload, [MainLayout#refreshNavigation()]), so the answer may depend on data; it must be quick.
public interface NavigationContributor {

    /// Entries for this viewer. Entries whose role the viewer lacks are left out by the shell.
    List<NavigationItem> items(Actor viewer);
}

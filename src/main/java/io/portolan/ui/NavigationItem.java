package io.portolan.ui;

import io.portolan.kernel.Actor;
import io.portolan.kernel.Role;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// One entry of the side navigation.
///
/// @param section the group it stands in
/// @param label the text itself, or its translation key where `translated` is set
/// @param icon name of an icon as [Icons] knows it
/// @param path route without leading slash, such as `catalog/service`; it is marked as current on this path and below
/// it
/// @param order place inside the section, smallest first; equal numbers are ordered by label
/// @param role the role needed to see it; null for everybody who is signed in
/// @param inside the entries of a folder, which leads nowhere itself; empty for every other entry
public record NavigationItem(
        Section section,
        String label,
        boolean translated,
        String icon,
        String path,
        int order,
        @Nullable Role role,
        List<NavigationItem> inside) {

    public NavigationItem {
        inside = List.copyOf(inside);
    }

    /// The groups of the side navigation, top to bottom.
    public enum Section {
        /// Home, self-service, runs.
        START,
        /// Kinds of entities.
        CATALOG,
        /// Dashboards and scorecards.
        INSIGHT,
        /// Builder, automations, import.
        BUILD,
        /// Users, teams, secrets, audit.
        SETTINGS;

        String labelKey() {
            return "ui.section." + name();
        }
    }

    /// An entry for everybody whose label is a translation key.
    public static NavigationItem of(Section section, String labelKey, String icon, String path, int order) {
        return new NavigationItem(section, labelKey, true, icon, path, order, null, List.of());
    }

    /// An entry for everybody whose label is data, such as the title of a blueprint.
    public static NavigationItem titled(Section section, String title, String icon, String path, int order) {
        return new NavigationItem(section, title, false, icon, path, order, null, List.of());
    }

    /// A folder that opens and closes.
    ///
    /// @param inside its entries in their order, at least one
    public static NavigationItem folder(Section section, String title, int order, List<NavigationItem> inside) {
        return new NavigationItem(section, title, false, "folder", "", order, null, inside);
    }

    /// The same entry, for administrators only.
    public NavigationItem forAdmins() {
        return new NavigationItem(section, label, translated, icon, path, order, Role.ADMIN, inside);
    }

    boolean isFolder() {
        return !inside.isEmpty();
    }

    /// The entry, or those in a folder: what leads somewhere.
    Stream<NavigationItem> leaves() {
        return isFolder() ? inside.stream().flatMap(NavigationItem::leaves) : Stream.of(this);
    }

    boolean visibleTo(Actor viewer) {
        return role == null || viewer.isAdmin() || viewer.roles().contains(role);
    }
}

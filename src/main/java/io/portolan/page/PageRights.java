package io.portolan.page;

import io.portolan.access.Permission;
import io.portolan.access.Permissions;
import io.portolan.kernel.Actor;
import org.springframework.stereotype.Component;

/// Who may do what with pages. A private page is its author's business, and that of administrators.
@Component
class PageRights {

    private final Permissions permissions;

    PageRights(Permissions permissions) {
        this.permissions = permissions;
    }

    /// Whether the viewer may read pages at all; which ones, the statements of [PageRows] say.
    boolean mayRead(Actor viewer) {
        return permissions.allows(viewer, Permission.READ_CATALOG);
    }

    boolean manages(Actor actor) {
        return permissions.allows(actor, Permission.MANAGE_PAGES);
    }

    void requireManager(Actor actor) {
        permissions.require(actor, Permission.MANAGE_PAGES);
    }

    /// @param isPrivate whether the new page is
    void requireCreate(boolean isPrivate, Actor actor) {
        permissions.require(
                actor, isPrivate && !manages(actor) ? Permission.CREATE_PRIVATE_PAGES : Permission.MANAGE_PAGES);
    }

    boolean mayChange(boolean isPrivate, String author, Actor actor) {
        return manages(actor)
                || isPrivate && author.equals(actor.id()) && permissions.allows(actor, Permission.CREATE_PRIVATE_PAGES);
    }

    void requireChange(Page page, Actor actor) {
        if (!mayChange(page.isPrivate(), page.stamp().createdBy(), actor)) {
            requireManager(actor);
        }
    }
}

package io.portolan.ui;

import com.vaadin.flow.component.avatar.Avatar;
import com.vaadin.flow.component.contextmenu.MenuItem;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.menubar.MenuBar;
import com.vaadin.flow.component.menubar.MenuBarVariant;
import io.portolan.kernel.Actor;
import io.portolan.kernel.Role;

/// The signed-in user: who it is, and the way out.
class UserMenu extends MenuBar {

    private static final long serialVersionUID = 1L;

    UserMenu(Actor viewer, Runnable signOut) {
        addClassName("pt-user-menu");
        addThemeVariants(MenuBarVariant.TERTIARY);
        Avatar avatar = new Avatar(viewer.name());
        avatar.getElement().setAttribute("aria-hidden", "true");
        avatar.getElement().removeAttribute("tabindex");
        MenuItem root = addItem(avatar);
        root.setAriaLabel(getTranslation("ui.user.menu", viewer.name()));

        Span name = new Span(viewer.name());
        name.addClassName("pt-user-name");
        Role role = viewer.isAdmin() ? Role.ADMIN : Role.MEMBER;
        Div who = new Div(name, new Span(viewer.id()), new EnumBadge(getTranslation("ui.role." + role), "blue"));
        who.addClassName("pt-user-card");
        root.getSubMenu().addItem(who).setEnabled(false);
        root.getSubMenu().addSeparator();
        root.getSubMenu().addItem(getTranslation("ui.signOut"), event -> signOut.run());
    }
}

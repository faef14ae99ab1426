package io.portolan.page.ui;

import com.vaadin.flow.component.Component;
import io.portolan.ui.BadgeColor;
import io.portolan.ui.EnumBadge;
import io.portolan.ui.Texts;
import java.util.ArrayList;
import java.util.List;

/// What there is to know of a page before it is changed.
final class PageBadges {

    private PageBadges() {}

    static Component[] of(boolean isPrivate, boolean locked) {
        List<Component> badges = new ArrayList<>();
        if (isPrivate) {
            badges.add(new EnumBadge(Texts.get("page.private"), BadgeColor.PURPLE));
        }
        if (locked) {
            badges.add(new EnumBadge(Texts.get("page.locked"), BadgeColor.YELLOW));
        }
        return badges.toArray(Component[]::new);
    }
}

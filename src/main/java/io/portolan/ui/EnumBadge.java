package io.portolan.ui;

import com.vaadin.flow.component.html.Span;
import org.jspecify.annotations.Nullable;

/// A value of an enumeration as a coloured chip.
public class EnumBadge extends Span {

    private static final long serialVersionUID = 1L;

    /// @param color name of a colour as in `enumColors`; null and unknown names give the neutral chip
    public EnumBadge(String text, @Nullable String color) {
        this(text, BadgeColor.byName(color).orElse(BadgeColor.LIGHT_GRAY));
    }

    public EnumBadge(String text, BadgeColor color) {
        super(text);
        addClassName("pt-badge");
        getElement().setAttribute("data-color", color.cssName());
    }
}

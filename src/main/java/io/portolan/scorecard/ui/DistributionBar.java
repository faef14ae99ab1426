package io.portolan.scorecard.ui;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import io.portolan.scorecard.Level;
import io.portolan.ui.BadgeColor;
import io.portolan.ui.EnumBadge;
import java.util.Map;

/// How many entities hold each level: a bar, and the same as a list of numbers.
class DistributionBar extends Div {

    private static final long serialVersionUID = 1L;

    DistributionBar(Map<Level, Long> distribution) {
        long sum = distribution.values().stream().mapToLong(Long::longValue).sum();
        Div bar = new Div();
        bar.addClassName("sc-bar");
        bar.getElement().setAttribute("aria-hidden", "true");
        UnorderedList legend = new UnorderedList();
        legend.addClassName("sc-legend");
        distribution.forEach((level, count) -> {
            if (count > 0) {
                Span part = new Span();
                part.getStyle()
                        .set("flex", count + " 0 0")
                        .set("background", "var(--pt-" + color(level).cssName() + ")");
                bar.add(part);
            }
            legend.add(new ListItem(new EnumBadge(level.title(), level.color()), new Span(" " + count)));
        });
        bar.setVisible(sum > 0);
        add(bar, legend);
    }

    private static BadgeColor color(Level level) {
        return BadgeColor.byName(level.color()).orElse(BadgeColor.LIGHT_GRAY);
    }
}

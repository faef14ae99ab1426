package io.portolan.ui;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The colours of enum values, levels and charts: the names of the Port dialect, section 1.2. How each looks in light
/// and dark is written in `styles.css` (`--pt-<name>`), with a contrast of at least 4.5 : 1 for text.
public enum BadgeColor {
    BLUE("blue"),
    TURQUOISE("turquoise"),
    ORANGE("orange"),
    PURPLE("purple"),
    PINK("pink"),
    YELLOW("yellow"),
    GREEN("green"),
    RED("red"),
    GOLD("gold"),
    SILVER("silver"),
    PALE_BLUE("paleBlue"),
    DARK_GRAY("darkGray"),
    LIGHT_GRAY("lightGray"),
    BRONZE("bronze"),
    LIME("lime"),
    OLIVE("olive"),
    BROWN("brown"),
    CYAN("cyan"),
    GRAY("gray");

    private final String wireName;

    BadgeColor(String wireName) {
        this.wireName = wireName;
    }

    /// The spelling in JSON: `paleBlue`.
    public String wireName() {
        return wireName;
    }

    /// The word in style sheets: `paleblue`.
    public String cssName() {
        return wireName.toLowerCase(Locale.ROOT);
    }

    /// The colour with that name, upper and lower case being the same; empty for null and unknown names.
    public static Optional<BadgeColor> byName(@Nullable String name) {
        return Arrays.stream(values())
                .filter(color -> color.wireName.equalsIgnoreCase(name))
                .findFirst();
    }
}

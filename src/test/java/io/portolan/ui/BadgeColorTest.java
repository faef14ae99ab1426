package io.portolan.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The colours of the style sheet can be read: WCAG 2.2, 1.4.3.
class BadgeColorTest {

    private static final double AA = 4.5;
    private static final int LIGHT = 1;
    private static final int DARK = 2;

    @ParameterizedTest
    @EnumSource(BadgeColor.class)
    void textStandsOutFromItsGroundInBothSchemes(BadgeColor color) throws IOException {
        for (int scheme : new int[] {LIGHT, DARK}) {
            String ground = token(color.cssName() + "-bg", scheme);
            String text = token(color.cssName() + "-fg", scheme);
            assertThat(contrast(ground, text)).as("%s on %s", text, ground).isGreaterThanOrEqualTo(AA);
        }
    }

    private static String token(String name, int scheme) throws IOException {
        String css = Files.readString(Path.of("src/main/resources/META-INF/resources/styles.css"));
        Matcher token = Pattern.compile("--pt-" + name + ": light-dark\\((#[0-9a-f]{6}), (#[0-9a-f]{6})\\)")
                .matcher(css);
        assertThat(token.find()).as("--pt-%s in styles.css", name).isTrue();
        return token.group(scheme);
    }

    private static double contrast(String one, String other) {
        double first = luminance(one);
        double second = luminance(other);
        return (Math.max(first, second) + 0.05) / (Math.min(first, second) + 0.05);
    }

    private static double luminance(String hex) {
        int rgb = Integer.parseInt(hex.substring(1), 16);
        return 0.2126 * linear(rgb >> 16) + 0.7152 * linear(rgb >> 8) + 0.0722 * linear(rgb);
    }

    private static double linear(int channel) {
        double value = (channel & 0xff) / 255.0;
        return value <= 0.04045 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4);
    }
}

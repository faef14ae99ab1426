package io.portolan.catalog.ui;

import io.portolan.kernel.Json;
import io.portolan.ui.Texts;
import java.text.NumberFormat;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Values as plain text.
final class ValueTexts {

    private ValueTexts() {}

    /// One line, as it stands in an exported file: numbers and times as in JSON, lists joined by commas.
    static String plain(@Nullable JsonNode value) {
        if (value == null || value.isNull()) {
            return "";
        }
        if (value.isString()) {
            return value.stringValue();
        }
        if (value.isArray() && value.valueStream().noneMatch(JsonNode::isContainer)) {
            return String.join(", ", value.valueStream().map(ValueTexts::plain).toList());
        }
        return Json.write(value);
    }

    /// A number in the reader's language.
    static String number(JsonNode value) {
        NumberFormat format = NumberFormat.getNumberInstance(Texts.locale());
        format.setMaximumFractionDigits(6);
        return format.format(value.decimalValue());
    }

    /// The moment that a text means; null when it means none.
    static @Nullable Instant moment(@Nullable JsonNode value) {
        if (value == null || !value.isString()) {
            return null;
        }
        String text = value.stringValue();
        try {
            return text.length() == 10
                    ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
                    : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            return null;
        }
    }

    /// The first line that says something, without the marks of Markdown, at most `most` characters.
    static String firstLine(String text, int most) {
        String line = text.lines()
                .map(one -> one.replaceAll("^[#>*\\-\\s]+", "")
                        .replaceAll("[*_`]", "")
                        .strip())
                .filter(one -> !one.isEmpty())
                .findFirst()
                .orElse("");
        return shorten(line, most);
    }

    static String shorten(String text, int most) {
        return text.length() <= most ? text : text.substring(0, most - 1).stripTrailing() + "…";
    }

    /// Whether a browser may follow it: no scripts.
    static boolean followable(String address) {
        String start = address.toLowerCase(java.util.Locale.ROOT);
        return start.startsWith("http://") || start.startsWith("https://") || start.startsWith("mailto:");
    }
}

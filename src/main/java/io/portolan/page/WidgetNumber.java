package io.portolan.page;

import io.portolan.kernel.Json;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.NumberFormat;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// The number of a widget of type `entities-number-chart`, and how it is written.
///
/// @param value null when there is nothing to count or to calculate with
public record WidgetNumber(@Nullable Double value, Widget widget) {

    /// With its unit, in the reader's language.
    public String text(Locale locale) {
        if (value == null) {
            return "–";
        }
        String number = digits(locale).format(value);
        String unit = unit();
        if (unit.isEmpty()) {
            return number;
        }
        String alignment = Objects.requireNonNullElse(widget.text("unitAlignment"), "right");
        return alignment.equals("left") ? unit + number : number + (unit.equals("%") ? " %" : " " + unit);
    }

    /// The colour that a rule of `conditionalFormatting` gives; empty when none applies.
    public Optional<String> color() {
        if (value == null) {
            return Optional.empty();
        }
        for (JsonNode rule : widget.json().path("conditionalFormatting")) {
            if (rule.path("value").isNumber()
                    && holds(
                            rule.path("operator").asString(""),
                            BigDecimal.valueOf(value)
                                    .compareTo(rule.path("value").decimalValue()))) {
                return Optional.ofNullable(Json.text(rule, "color"));
            }
        }
        return Optional.empty();
    }

    private static boolean holds(String operator, int comparison) {
        return switch (operator) {
            case "=" -> comparison == 0;
            case "!=" -> comparison != 0;
            case ">" -> comparison > 0;
            case ">=" -> comparison >= 0;
            case "<" -> comparison < 0;
            case "<=" -> comparison <= 0;
            default -> false;
        };
    }

    private NumberFormat digits(Locale locale) {
        NumberFormat format = NumberFormat.getNumberInstance(locale);
        format.setRoundingMode(RoundingMode.HALF_UP);
        String formatting = Objects.requireNonNullElse(widget.text("displayFormatting"), "none");
        switch (formatting) {
            case "round" -> format.setMaximumFractionDigits(0);
            case "custom" -> {
                int places = Math.clamp(widget.json().path("decimalPlaces").asInt(2), 0, 5);
                format.setMaximumFractionDigits(places);
                format.setMinimumFractionDigits(places);
            }
            default -> format.setMaximumFractionDigits(2);
        }
        return format;
    }

    private String unit() {
        String unit = Objects.requireNonNullElse(widget.text("unit"), "none");
        return switch (unit) {
            case "none" -> "";
            case "custom" -> Objects.requireNonNullElse(widget.text("unitCustom"), "");
            default -> unit;
        };
    }
}

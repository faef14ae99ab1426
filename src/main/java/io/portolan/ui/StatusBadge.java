package io.portolan.ui;

import com.vaadin.flow.component.html.Span;
import io.portolan.ui.Icons.Symbol;

/// The state of something that runs, waits, succeeds or fails: a chip with a sign, so that colour is never the only
/// difference.
public class StatusBadge extends Span {

    private static final long serialVersionUID = 1L;

    /// What a state means to the reader.
    public enum Tone {
        SUCCESS(BadgeColor.GREEN, "circle-check"),
        FAILURE(BadgeColor.RED, "circle-x"),
        WARNING(BadgeColor.YELLOW, "triangle-alert"),
        WAITING(BadgeColor.PURPLE, "hourglass"),
        BUSY(BadgeColor.BLUE, "loader-circle"),
        NEUTRAL(BadgeColor.LIGHT_GRAY, "circle-dot");

        private final BadgeColor color;
        private final String symbol;

        Tone(BadgeColor color, String symbol) {
            this.color = color;
            this.symbol = symbol;
        }
    }

    /// @param label what people read, already translated
    public StatusBadge(Tone tone, String label) {
        addClassName("pt-badge");
        addClassName("pt-status");
        getElement().setAttribute("data-color", tone.color.cssName());
        getElement().setAttribute("data-tone", tone.name());
        add(new Symbol(tone.symbol), new Span(label));
    }

    /// The badge of a state of the wire format, such as `IN_PROGRESS` or `WAITING_FOR_APPROVAL`. A state that has no
    /// translation (`ui.status.<STATE>`) is shown in plain words.
    public static StatusBadge of(String state) {
        return new StatusBadge(toneOf(state), Texts.orPlain("ui.status." + state, state));
    }

    private static Tone toneOf(String state) {
        return switch (state) {
            case "SUCCESS", "COMPLETED", "APPROVED", "ACTIVE", "RUNNING", "HEALTHY", "ENABLED", "DELIVERED", "MET" ->
                Tone.SUCCESS;
            case "FAILURE", "FAILED", "DECLINED", "ERROR", "DEAD", "UNHEALTHY", "NOT_MET" -> Tone.FAILURE;
            case "EXPIRED", "DEGRADED", "RETRYING", "WARNING" -> Tone.WARNING;
            case "WAITING_FOR_APPROVAL", "PENDING", "INVITED", "WAITING" -> Tone.WAITING;
            case "IN_PROGRESS", "PROVISIONING", "CREATING", "TERMINATING", "STARTED" -> Tone.BUSY;
            default -> Tone.NEUTRAL;
        };
    }
}

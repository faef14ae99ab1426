package io.portolan.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.component.notification.NotificationVariant;
import io.portolan.kernel.Ids;
import io.portolan.kernel.PortalException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Short messages about what has just happened. Call on the UI thread.
public final class Notices {

    private static final Logger LOG = LoggerFactory.getLogger(Notices.class);
    private static final int SECONDS = 1000;

    private Notices() {}

    /// Something went well; gone after five seconds.
    public static void success(String text) {
        show("circle-check", text, NotificationVariant.SUCCESS, 5 * SECONDS);
    }

    /// Worth knowing; gone after eight seconds.
    public static void info(String text) {
        show("info", text, null, 8 * SECONDS);
    }

    /// Something was refused or failed; stays until it is closed.
    public static void error(String text) {
        show("circle-alert", text, NotificationVariant.ERROR, 0);
    }

    /// What a failure means to the reader: the message of a [PortalException], or else an incident id that is logged
    /// with the stack trace.
    public static void failure(Throwable failure) {
        Throwable cause = failure;
        while (!(cause instanceof PortalException) && cause.getCause() != null) {
            cause = cause.getCause();
        }
        if (cause instanceof PortalException portal) {
            error(portal.reason());
        } else {
            error(Texts.get("ui.error.incident", incident(failure)));
        }
    }

    /// Logs a failure under a new incident id and returns the id.
    static String incident(Throwable failure) {
        String id = Ids.random("i_");
        LOG.error("Incident {}", id, failure);
        return id;
    }

    private static void show(String icon, String text, @Nullable NotificationVariant variant, int millis) {
        Notification notice = new Notification();
        Button close = new Button(Icons.of("x"), event -> notice.close());
        close.addThemeVariants(ButtonVariant.TERTIARY);
        close.setAriaLabel(Texts.get("ui.close"));
        Component message = new Span(text);
        Div row = new Div(Icons.of(icon), message, close);
        row.addClassName("pt-notice");
        notice.add(row);
        notice.setPosition(Notification.Position.BOTTOM_END);
        notice.setDuration(millis);
        if (variant != null) {
            notice.addThemeVariants(variant);
        }
        if (variant == NotificationVariant.ERROR) {
            notice.setAssertive(true);
        }
        notice.open();
    }
}

package io.portolan.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HasStyle;
import com.vaadin.flow.component.HasText;
import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.dependency.JsModule;
import java.time.Instant;

/// A moment as people say it ("3 minutes ago", "in 2 days"), kept up to date in the browser and in the reader's
/// language; the exact time in the reader's zone appears on hover and to screen readers.
///
/// In renderers on the client: `<portolan-time datetime="2026-01-31T10:00:00Z"></portolan-time>`.
@Tag("portolan-time")
@JsModule("./portolan/time.ts")
public class RelativeTime extends Component implements HasStyle, HasText {

    private static final long serialVersionUID = 1L;

    public RelativeTime(Instant moment) {
        this(moment, "relative");
    }

    private RelativeTime(Instant moment, String mode) {
        getElement().setAttribute("datetime", moment.toString());
        getElement().setAttribute("mode", mode);
        setText(moment.toString());
    }

    /// A timer that counts down ("4 d 3 h left") and says "Expired" once it has run out.
    public static RelativeTime countdown(Instant end) {
        return new RelativeTime(end, "countdown");
    }

    /// Date and time in full, in the reader's zone and language.
    public static RelativeTime exact(Instant moment) {
        return new RelativeTime(moment, "exact");
    }
}

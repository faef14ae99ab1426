package io.portolan.ui.form;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.page.ExtendedClientDetails;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/// The time zone of the reader's browser.
public final class Zones {

    private Zones() {}

    /// UTC while the browser has not told it.
    public static ZoneId reader() {
        UI ui = UI.getCurrent();
        @Nullable
        ExtendedClientDetails details = ui == null ? null : ui.getPage().getExtendedClientDetails();
        @Nullable String zone = details == null ? null : details.getTimeZoneId();
        try {
            return zone == null || zone.isBlank() ? ZoneOffset.UTC : ZoneId.of(zone);
        } catch (DateTimeException e) {
            return ZoneOffset.UTC;
        }
    }
}

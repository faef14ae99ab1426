package io.portolan.ui;

import com.vaadin.flow.server.ServiceInitEvent;
import com.vaadin.flow.server.VaadinRequest;
import com.vaadin.flow.server.VaadinServiceInitListener;
import java.util.Locale;
import org.springframework.stereotype.Component;

/// Dates and numbers as the reader's region writes them: the texts are in English or German, but days and months
/// change places between London and New York.
@Component
class RegionalFormats implements VaadinServiceInitListener {

    private static final long serialVersionUID = 1L;

    @Override
    public void serviceInit(ServiceInitEvent event) {
        event.getSource().addUIInitListener(init -> {
            VaadinRequest request = VaadinRequest.getCurrent();
            Locale wanted = request == null ? null : request.getLocale();
            if (wanted != null
                    && wanted.getLanguage().equals(init.getUI().getLocale().getLanguage())) {
                init.getUI().setLocale(wanted);
            }
        });
    }
}

package io.portolan.ui;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.server.ServiceInitEvent;
import com.vaadin.flow.server.VaadinServiceInitListener;
import org.springframework.stereotype.Component;

/// Failures of listeners in the browser session: shown as a notice where there is a page, logged in any case.
@Component
class SessionErrors implements VaadinServiceInitListener {

    private static final long serialVersionUID = 1L;

    @Override
    public void serviceInit(ServiceInitEvent event) {
        event.getSource()
                .addSessionInitListener(init -> init.getSession().setErrorHandler(error -> {
                    UI ui = UI.getCurrent();
                    if (ui == null || !ui.isAttached()) {
                        Notices.incident(error.getThrowable());
                    } else {
                        ui.access(() -> Notices.failure(error.getThrowable()));
                    }
                }));
    }
}

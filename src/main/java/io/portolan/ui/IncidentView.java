package io.portolan.ui;

import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.ErrorParameter;
import com.vaadin.flow.router.HasErrorParameter;
import com.vaadin.flow.router.ParentLayout;
import com.vaadin.flow.server.HttpStatusCode;
import jakarta.annotation.security.PermitAll;

/// A view that broke for a reason nobody foresaw: shows the incident id under which the log has the stack trace.
@ParentLayout(MainLayout.class)
@PermitAll
class IncidentView extends ErrorPage implements HasErrorParameter<Exception> {

    private static final long serialVersionUID = 1L;

    @Override
    public int setErrorParameter(BeforeEnterEvent event, ErrorParameter<Exception> parameter) {
        String id = Notices.incident(parameter.getCaughtException());
        show("triangle-alert", getTranslation("ui.error.title"), getTranslation("ui.error.incident", id));
        return HttpStatusCode.INTERNAL_SERVER_ERROR.getCode();
    }
}

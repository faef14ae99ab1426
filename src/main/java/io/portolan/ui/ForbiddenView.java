package io.portolan.ui;

import com.vaadin.flow.router.AccessDeniedException;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.ErrorParameter;
import com.vaadin.flow.router.HasErrorParameter;
import com.vaadin.flow.router.ParentLayout;
import com.vaadin.flow.server.HttpStatusCode;
import jakarta.annotation.security.PermitAll;

/// A view that the signed-in user may not open.
@ParentLayout(MainLayout.class)
@PermitAll
class ForbiddenView extends ErrorPage implements HasErrorParameter<AccessDeniedException> {

    private static final long serialVersionUID = 1L;

    @Override
    public int setErrorParameter(BeforeEnterEvent event, ErrorParameter<AccessDeniedException> parameter) {
        show("lock", getTranslation("ui.forbidden.title"), getTranslation("ui.forbidden.text"));
        return HttpStatusCode.FORBIDDEN.getCode();
    }
}

package io.portolan.ui;

import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.ErrorParameter;
import com.vaadin.flow.router.HasErrorParameter;
import com.vaadin.flow.router.ParentLayout;
import com.vaadin.flow.server.HttpStatusCode;
import io.portolan.kernel.PortalException;
import jakarta.annotation.security.PermitAll;

/// A view that could not be opened because of a [PortalException]: the thing does not exist, or may not be seen.
@ParentLayout(MainLayout.class)
@PermitAll
class PortalErrorView extends ErrorPage implements HasErrorParameter<PortalException> {

    private static final long serialVersionUID = 1L;

    @Override
    public int setErrorParameter(BeforeEnterEvent event, ErrorParameter<PortalException> parameter) {
        PortalException failure = parameter.getException();
        return switch (failure) {
            case PortalException.NotFound e -> {
                show("compass", getTranslation("ui.notFound.title"), e.reason());
                yield HttpStatusCode.NOT_FOUND.getCode();
            }
            case PortalException.Forbidden e -> {
                show("lock", getTranslation("ui.forbidden.title"), e.reason());
                yield HttpStatusCode.FORBIDDEN.getCode();
            }
            default -> {
                show("triangle-alert", getTranslation("ui.error.title"), failure.reason());
                yield HttpStatusCode.BAD_REQUEST.getCode();
            }
        };
    }
}

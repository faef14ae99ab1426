package io.portolan.page.ui.apis;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.progressbar.ProgressBar;
import io.portolan.kernel.PortalException;
import io.portolan.ui.Icons;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A description that is read from its address: a bar while it comes, the reason and another try when it does not.
class RemoteApi extends Div {

    private static final long serialVersionUID = 1L;

    private final String address;
    private final transient ApiCalls calls;
    private final transient Function<ApiDocument, Component> shown;
    private transient CompletableFuture<?> pending = CompletableFuture.completedFuture(null);
    private boolean asked;

    RemoteApi(String address, ApiCalls calls, Function<ApiDocument, Component> shown) {
        this.address = address;
        this.calls = calls;
        this.shown = shown;
        addClassName("pg-api");
    }

    @Override
    protected void onAttach(AttachEvent event) {
        if (!asked) {
            asked = true;
            load(event.getUI());
        }
    }

    /// Done when the answer has been handed to the view.
    CompletableFuture<?> pending() {
        return pending;
    }

    private void load(UI ui) {
        ProgressBar bar = new ProgressBar();
        bar.setIndeterminate(true);
        bar.getElement().setAttribute("aria-label", getTranslation("page.api.loading", address));
        Paragraph words = new Paragraph(getTranslation("page.api.loading", address));
        words.getElement().setAttribute("role", "status");
        removeAll();
        add(bar, words);
        try {
            pending = calls.read(address)
                    .handle((@Nullable ApiDocument document, @Nullable Throwable failure) ->
                            ui.access(() -> show(document, failure)));
        } catch (PortalException e) {
            show(null, e);
        }
    }

    private void show(@Nullable ApiDocument document, @Nullable Throwable failure) {
        removeAll();
        if (document != null) {
            add(shown.apply(document));
            return;
        }
        String reason = failure == null ? null : ApiCalls.reason(failure);
        Paragraph words = new Paragraph(Objects.requireNonNullElse(reason, getTranslation("page.api.failed")));
        Button again = new Button(
                getTranslation("page.api.again"),
                click -> load(click.getSource().getUI().orElseThrow()));
        Div problem = new Div(Icons.of("triangle-alert"), words, again);
        problem.addClassName("pg-problem");
        problem.getElement().setAttribute("role", "alert");
        add(problem);
    }
}

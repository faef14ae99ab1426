package io.portolan.page.ui.apis;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HasValue;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.shared.HasValidationProperties;
import com.vaadin.flow.component.textfield.PasswordField;
import com.vaadin.flow.component.textfield.TextField;
import io.portolan.kernel.PortalException;
import io.portolan.kernel.Violation;
import io.portolan.ui.CodeEditor;
import io.portolan.ui.ConfirmDialogs;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// The form that tries an operation: server, parameters, credentials, body, and below it what came back.
class TryOut extends Div {

    private static final long serialVersionUID = 1L;

    private record Field(ApiParameter parameter, HasValue<?, String> value, HasValidationProperties validity) {}

    private final transient ApiOperation operation;
    private final transient References references;
    private final transient ApiCalls calls;
    private final Select<String> server = new Select<>();
    private final Select<String> media = new Select<>();
    private final CodeEditor body;
    private final transient List<Field> fields = new ArrayList<>();
    private final Button send;
    private final Span state = new Span();
    private final Div result = new Div();
    private transient CompletableFuture<?> pending = CompletableFuture.completedFuture(null);

    TryOut(ApiOperation operation, References references, ApiCalls calls) {
        this.operation = operation;
        this.references = references;
        this.calls = calls;
        addClassName("pg-api-try");
        server.setLabel(getTranslation("page.api.server"));
        server.setItems(operation.servers());
        operation.servers().stream().findFirst().ifPresent(server::setValue);
        server.addClassName("pg-api-wide");
        Div form = new Div(server);
        form.addClassName("pg-api-form");
        operation.parameters().forEach(parameter -> form.add(field(parameter)));
        operation.credentials().forEach(parameter -> form.add(credential(parameter)));
        body = new CodeEditor(getTranslation("page.api.body.label"), CodeEditor.Language.JSON);
        body.addClassName("pg-api-wide");
        bodies(form);
        send = new Button(
                getTranslation("page.api.send", operation.method().toUpperCase(Locale.ROOT)), click -> start());
        send.addThemeVariants(ButtonVariant.PRIMARY);
        state.getElement().setAttribute("role", "status");
        result.addClassName("pg-api-result");
        Div foot = new Div(send, state);
        foot.addClassName("pg-api-summary");
        add(form, foot, result);
        String obstacle = obstacle();
        if (obstacle != null) {
            send.setEnabled(false);
            state.setText(obstacle);
        }
    }

    /// Done when the answer has been handed to the view.
    CompletableFuture<?> pending() {
        return pending;
    }

    private @Nullable String obstacle() {
        if (!calls.mayTry()) {
            return getTranslation("page.api.try.forbidden");
        }
        return operation.servers().isEmpty() ? getTranslation("page.api.try.servers") : null;
    }

    private Component field(ApiParameter parameter) {
        SchemaField schema = SchemaFields.whole(references, parameter.schema());
        String label = getTranslation("page.api.place", parameter.name(), parameter.in());
        if (!schema.values().isEmpty() && !parameter.list()) {
            Select<String> choice = new Select<>();
            choice.setLabel(label);
            choice.setItems(schema.values());
            choice.setEmptySelectionAllowed(!parameter.required());
            choice.setHelperText(parameter.description());
            String example = parameter.example();
            if (example != null && schema.values().contains(example)) {
                choice.setValue(example);
            }
            return remember(parameter, choice, choice);
        }
        TextField text = new TextField(label);
        text.setHelperText(
                parameter.list()
                        ? getTranslation("page.api.commas", parameter.description())
                        : parameter.description());
        text.setPlaceholder(schema.type());
        text.setValue(Objects.requireNonNullElse(parameter.example(), ""));
        return remember(parameter, text, text);
    }

    private Component credential(ApiParameter parameter) {
        PasswordField text = new PasswordField(getTranslation("page.api.place", parameter.name(), parameter.in()));
        text.getElement().setAttribute("autocomplete", "off");
        text.setHelperText(getTranslation(
                parameter.name().equals("Authorization") ? "page.api.authorization.help" : "page.api.secret.help"));
        return remember(parameter, text, text);
    }

    private <C extends Component & HasValue<?, String>> Component remember(
            ApiParameter parameter, C field, HasValidationProperties validity) {
        field.setRequiredIndicatorVisible(parameter.required());
        fields.add(new Field(parameter, field, validity));
        return field;
    }

    private void bodies(Div form) {
        Map<String, JsonNode> sendable = new LinkedHashMap<>(operation.bodies());
        sendable.keySet().removeIf(type -> type.startsWith("multipart/"));
        if (operation.method().equals("get") || sendable.isEmpty()) {
            return;
        }
        media.setLabel(getTranslation("page.api.media"));
        media.setItems(sendable.keySet());
        media.addValueChangeListener(change -> {
            JsonNode content = sendable.get(change.getValue());
            if (content != null) {
                body.setValue(ExampleBody.of(change.getValue(), SchemaExample.ofContent(references, content)));
            }
        });
        media.setValue(sendable.keySet().iterator().next());
        form.add(media, body);
    }

    private void start() {
        if (!operation.removes()) {
            send();
            return;
        }
        String target = server.getValue() + operation.path();
        ConfirmDialogs.ask(
                getTranslation("page.api.confirm.title"),
                getTranslation("page.api.confirm.text", target),
                getTranslation("page.api.send", "DELETE"),
                this::send);
    }

    private void send() {
        fields.forEach(field -> field.validity().setInvalid(false));
        result.removeAll();
        ApiCall call = call();
        UI ui = UI.getCurrent();
        try {
            pending = calls.send(call)
                    .handle((@Nullable ApiAnswer answer, @Nullable Throwable failure) ->
                            ui.access(() -> show(call, answer, failure)));
            send.setEnabled(false);
            state.setText(getTranslation("page.api.sending"));
        } catch (PortalException.Invalid e) {
            state.setText(e.violations().stream().allMatch(this::mark) ? getTranslation("page.api.mend") : e.reason());
        } catch (PortalException.Forbidden e) {
            state.setText(e.reason());
        }
    }

    private ApiCall call() {
        List<ApiCall.Value> values = fields.stream()
                .map(field -> new ApiCall.Value(
                        field.parameter(),
                        Objects.requireNonNullElse(field.value().getValue(), "")))
                .toList();
        String type = Objects.requireNonNullElse(media.getValue(), "");
        return new ApiCall(
                operation,
                Objects.requireNonNullElse(server.getValue(), ""),
                values,
                type.equals("*/*") ? "application/json" : type,
                body.getValue());
    }

    /// Whether the violation stands at a field now.
    private boolean mark(Violation violation) {
        for (Field field : fields) {
            if (ApiCall.pointer(field.parameter()).equals(violation.pointer())) {
                field.validity().setErrorMessage(violation.reason());
                field.validity().setInvalid(true);
                return true;
            }
        }
        return false;
    }

    private void show(ApiCall call, @Nullable ApiAnswer answer, @Nullable Throwable failure) {
        send.setEnabled(true);
        if (answer != null) {
            state.setText(getTranslation(
                    "page.api.answered", answer.status(), answer.took().toMillis(), answer.bytes()));
            result.add(new AnswerView(answer));
        } else {
            String reason = failure == null ? null : ApiCalls.reason(failure);
            state.setText(Objects.requireNonNullElse(reason, getTranslation("page.api.failed")));
        }
        String title = getTranslation("page.api.curl");
        result.add(new Span(title), ApiParts.source(title, call.curl()));
    }
}

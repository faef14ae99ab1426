package io.portolan.action.ui;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import io.portolan.kernel.Json;
import io.portolan.kernel.Role;
import io.portolan.kernel.Violation;
import io.portolan.ui.CodeEditor;
import io.portolan.ui.Texts;
import io.portolan.ui.form.FieldSpec;
import io.portolan.ui.form.FieldSpec.Kind;
import io.portolan.ui.form.FieldSpec.Limits;
import io.portolan.ui.form.FieldSpec.Option;
import io.portolan.ui.form.IdentifierProposal;
import io.portolan.ui.form.JsonForm;
import io.portolan.ui.form.Pickers;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/// Asks when a step is made, what happens when it fails, what is kept of it; of an approval whom it asks, of a choice
/// its ways out.
class StepDialog extends Dialog {

    private static final long serialVersionUID = 1L;
    private static final List<String> APPROVERS = List.of("users", "teams", "roles");
    private static final List<String> NUMBERS = List.of("count", "reminderHours", "expiryHours");

    private final transient ActionDraft draft;
    private final transient DraftSteps steps;
    private final transient @Nullable String old;
    private final transient DraftSteps.Kind kind;
    private final transient Consumer<String> applied;
    private final JsonForm form;

    /// @param old identifier of the step to change; null for a new one
    /// @param applied told the identifier of the step when it stands in the draft
    StepDialog(
            ActionDraft draft,
            @Nullable String old,
            DraftSteps.Kind kind,
            TemplatePaths paths,
            Pickers pickers,
            Consumer<String> applied) {
        this.draft = draft;
        this.steps = new DraftSteps(draft);
        this.old = old;
        this.kind = kind;
        this.applied = applied;
        setHeaderTitle(getTranslation("action.step." + kind));
        setWidth("min(46rem, 96vw)");
        setCloseOnOutsideClick(false);
        form = new JsonForm(specs(pickers));
        for (String key : List.of("condition", "variables", "ways")) {
            form.field(key).ifPresent(field -> {
                if (field.component() instanceof CodeEditor code) {
                    code.setMinLines(key.equals("condition") ? 1 : 4);
                    code.setCompletions(paths.ofBackend(draft));
                }
            });
        }
        show(step());
        if (old == null) {
            IdentifierProposal.in(form);
        }
        Button save = new Button(getTranslation("blueprint.apply"), event -> apply());
        save.addThemeVariants(ButtonVariant.PRIMARY);
        add(form);
        getFooter().add(new Button(Texts.get("ui.cancel"), event -> close()), save);
    }

    private List<FieldSpec> specs(Pickers pickers) {
        List<FieldSpec> specs = new ArrayList<>(List.of(
                FieldSpec.of("title", getTranslation("blueprint.title"), Kind.STRING)
                        .withLimits(new Limits(null, 100.0, null, null, null))
                        .asRequired(true),
                FieldSpec.of("identifier", getTranslation("blueprint.identifier"), Kind.STRING)
                        .withLimits(new Limits(null, 100.0, "^[A-Za-z][A-Za-z0-9_\\-]*$", null, null))
                        .asRequired(true),
                described("condition", Kind.JQ)));
        switch (kind) {
            case CALL -> specs.addAll(List.of(number("attempts", 20), plain("optional", Kind.BOOLEAN)));
            case APPROVAL ->
                specs.addAll(List.of(
                        described("users", Kind.USER).asMany(true).withPicker(pickers.users()),
                        plain("teams", Kind.TEAM).asMany(true).withPicker(pickers.teams()),
                        plain("roles", Kind.STRING).asMany(true).withOptions(roles()),
                        plain("type", Kind.STRING)
                                .withOptions(Stream.of("ANY", "ALL")
                                        .map(each -> option(each, getTranslation("action.approval.approval." + each)))
                                        .toList()),
                        number("count", 20),
                        plain("description", Kind.TEXT),
                        number("reminderHours", null),
                        number("expiryHours", null),
                        plain("optional", Kind.BOOLEAN)));
            case CHOICE -> specs.add(described("ways", Kind.OBJECT).asRequired(true));
        }
        specs.add(plain("links", Kind.STRING).asMany(true).withLimits(new Limits(null, null, null, null, 3)));
        if (kind != DraftSteps.Kind.CHOICE) {
            specs.add(described("variables", Kind.OBJECT));
        }
        return specs;
    }

    private FieldSpec plain(String key, Kind what) {
        return FieldSpec.of(key, getTranslation("action.step.key." + key), what);
    }

    private FieldSpec described(String key, Kind what) {
        return plain(key, what).withDescription(getTranslation("action.step.key." + key + ".text"));
    }

    private FieldSpec number(String key, @Nullable Integer most) {
        return plain(key, Kind.NUMBER)
                .withLimits(new Limits(1.0, most == null ? null : most.doubleValue(), null, null, null));
    }

    private List<Option> roles() {
        List<String> names = new ArrayList<>(List.of(Role.ADMIN.wireName(), Role.MEMBER.wireName()));
        Json.texts(step().at("/approval/approvers/roles")).stream()
                .filter(role -> !names.contains(role))
                .forEach(names::add);
        return names.stream().map(role -> option(role, role)).toList();
    }

    private static Option option(String value, String label) {
        return new Option(StringNode.valueOf(value), label, null);
    }

    private ObjectNode step() {
        return old == null
                ? Json.object()
                : steps.find(old).map(ObjectNode::deepCopy).orElseGet(Json::object);
    }

    private void show(ObjectNode step) {
        ObjectNode value = Json.object();
        if (old != null) {
            value.put("identifier", old).put("title", DraftSteps.title(step));
        }
        Stream.of("condition", "links", "variables").filter(step::has).forEach(key -> value.set(key, step.path(key)));
        if (step.at("/retry/attempts").isNumber()) {
            value.set("attempts", step.at("/retry/attempts"));
        }
        value.put("optional", "continue".equals(Json.text(step, "onFailure")));
        JsonNode approval = step.path("approval");
        value.put("type", "ALL".equals(Json.text(approval, "type")) ? "ALL" : "ANY");
        APPROVERS.forEach(key -> value.set(
                key, Json.strings(Json.texts(approval.path("approvers").path(key)))));
        NUMBERS.stream().filter(approval::has).forEach(key -> value.set(key, approval.path(key)));
        value.put("description", Json.text(approval, "description"));
        ObjectNode ways = value.putObject("ways");
        for (JsonNode outlet : step.at("/choice/outlets")) {
            ways.set(outlet.path("identifier").stringValue(""), outlet.path("expression"));
        }
        if (ways.isEmpty()) {
            ways.put("yes", ".inputs.kind == \"production\"").put("no", "true");
        }
        form.setValue(value);
    }

    private void apply() {
        if (!form.validate()) {
            return;
        }
        ObjectNode value = form.value();
        String identifier = value.path("identifier").stringValue("");
        if (!identifier.equals(old) && steps.find(identifier).isPresent()
                || identifier.equals(Json.text(draft.document(), "triggerIdentifier"))) {
            form.violations(List.of(Violation.at("/identifier", getTranslation("blueprint.identifier.taken"))));
            return;
        }
        ObjectNode ways = value.get("ways") instanceof ObjectNode given ? given : Json.object();
        if (ways.properties().stream().anyMatch(way -> !way.getValue().isString())) {
            form.violations(List.of(Violation.at("/ways", getTranslation("action.step.key.ways.text"))));
            return;
        }
        ObjectNode step = step();
        step.put("identifier", identifier);
        for (String key : List.of("title", "condition")) {
            ActionDraft.put(step, key, value.get(key));
        }
        if (!step.has(kind.key())) {
            step.set(kind.key(), kind.beginning());
        }
        write(step, value, ways);
        for (String key : List.of("links", "variables")) {
            ActionDraft.put(step, key, value.get(key));
        }
        steps.put(old, step);
        close();
        applied.accept(identifier);
    }

    private void write(ObjectNode step, ObjectNode value, ObjectNode ways) {
        if (value.path("optional").booleanValue(false)) {
            step.put("onFailure", "continue");
        } else if ("continue".equals(Json.text(step, "onFailure"))) {
            step.remove("onFailure");
        }
        switch (kind) {
            case CALL -> {
                JsonNode attempts = value.path("attempts");
                if (attempts.isNumber()) {
                    step.putObject("retry").put("attempts", attempts.longValue());
                } else {
                    step.remove("retry");
                }
            }
            case APPROVAL -> approval(ActionDraft.object(step, "approval"), value);
            case CHOICE -> choice(ActionDraft.object(step, "choice"), ways);
        }
    }

    private static void approval(ObjectNode approval, ObjectNode value) {
        boolean all = "ALL".equals(Json.text(value, "type"));
        ActionDraft.put(approval, "type", all || approval.has("type") ? value.get("type") : null);
        ObjectNode approvers = ActionDraft.object(approval, "approvers");
        APPROVERS.forEach(key -> ActionDraft.put(approvers, key, value.get(key)));
        if (approvers.isEmpty()) {
            approval.remove("approvers");
        }
        NUMBERS.forEach(key -> ActionDraft.putWhole(approval, key, value.get(key)));
        ActionDraft.put(approval, "description", value.get("description"));
    }

    /// What else a way out says, such as its title, stays with its name.
    private static void choice(ObjectNode choice, ObjectNode ways) {
        Map<String, JsonNode> former = new HashMap<>();
        choice.path("outlets")
                .forEach(outlet -> former.put(outlet.path("identifier").stringValue(""), outlet));
        ArrayNode outlets = choice.putArray("outlets");
        ways.properties().forEach(way -> {
            ObjectNode outlet = former.get(way.getKey()) instanceof ObjectNode known ? known : Json.object();
            outlets.add(outlet.put("identifier", way.getKey()).set("expression", way.getValue()));
        });
    }
}

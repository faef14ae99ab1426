package io.portolan.action.ui;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import io.portolan.action.Operation;
import io.portolan.action.UserInput;
import io.portolan.blueprint.Blueprint;
import io.portolan.ui.BadgeColor;
import io.portolan.ui.EnumBadge;
import io.portolan.ui.Icons;
import io.portolan.ui.Texts;
import io.portolan.ui.form.FieldSpec;
import io.portolan.ui.form.FieldSpec.Kind;
import io.portolan.ui.form.FieldSpec.Option;
import io.portolan.ui.form.FieldSpecs;
import io.portolan.ui.form.IdentifierProposal;
import io.portolan.ui.form.JsonForm;
import io.portolan.ui.form.Pickers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/// What an action is called, what it works on, and the inputs of its form: added, changed, moved and removed.
class FormTab extends Div {

    private static final long serialVersionUID = 1L;

    private final transient ActionDraft draft;
    private final transient List<Blueprint> blueprints;
    private final transient TemplatePaths paths;
    private final transient Pickers pickers;
    private final JsonForm general;
    private final OrderList list = new OrderList(new Deeds());

    FormTab(ActionDraft draft, List<Blueprint> blueprints, TemplatePaths paths, Pickers pickers) {
        this.draft = draft;
        this.blueprints = blueprints;
        this.paths = paths;
        this.pickers = pickers;
        addClassName("act-tab");
        general = new JsonForm(List.of(
                text("title", "blueprint.title"),
                text("identifier", "blueprint.identifier").asRequired(true),
                text("icon", "blueprint.icon").withOptions(FieldSpecs.icons()),
                text("operation", "action.general.operation")
                        .withOptions(Arrays.stream(Operation.values())
                                .map(each -> option(each.wireName(), Texts.get("action.operation." + each.name())))
                                .toList()),
                text("blueprintIdentifier", "action.general.blueprint")
                        .withOptions(blueprints.stream()
                                .map(each -> option(each.identifier(), each.title()))
                                .toList()),
                FieldSpec.of("timeoutMinutes", getTranslation("action.general.timeout"), Kind.NUMBER),
                FieldSpec.of("description", getTranslation("blueprint.description"), Kind.TEXT),
                text("actionCardButtonText", "action.general.card"),
                text("executeActionButtonText", "action.general.execute"),
                FieldSpec.of("publish", getTranslation("action.general.publish"), Kind.BOOLEAN),
                FieldSpec.of("allowAnyoneToViewRuns", getTranslation("action.general.anyone"), Kind.BOOLEAN)));
        ObjectNode value = draft.document().deepCopy();
        draft.document().path("trigger").properties().forEach(entry -> value.set(entry.getKey(), entry.getValue()));
        for (String key : List.of("publish", "allowAnyoneToViewRuns")) {
            value.put(key, value.path(key).booleanValue(true));
        }
        general.setValue(value);
        if (draft.isNew()) {
            IdentifierProposal.in(general);
        }
        general.onChange(this::write);
        add(general);
        if (!draft.isAutomation()) {
            Button more = new Button(getTranslation("action.input.add"), Icons.of("plus"), event -> ask(null));
            add(new H2(getTranslation("action.input.title")), list, more);
            showInputs();
        } else {
            List.of("operation", "blueprintIdentifier", "actionCardButtonText", "executeActionButtonText")
                    .forEach(key -> general.setFieldVisible(key, false));
        }
    }

    private FieldSpec text(String key, String label) {
        return FieldSpec.of(key, getTranslation(label), Kind.STRING);
    }

    private static Option option(String value, String label) {
        return new Option(StringNode.valueOf(value), label, null);
    }

    private void write() {
        ObjectNode value = general.value();
        ObjectNode document = draft.document();
        for (String key : List.of("title", "identifier", "icon", "description")) {
            ActionDraft.put(document, key, value.get(key));
        }
        ActionDraft.putWhole(document, "timeoutMinutes", value.get("timeoutMinutes"));
        for (String key : List.of("publish", "allowAnyoneToViewRuns")) {
            boolean on = value.path(key).booleanValue(false);
            if (on != document.path(key).booleanValue(true)) {
                document.put(key, on);
            }
        }
        if (!draft.isAutomation()) {
            for (String key :
                    List.of("operation", "blueprintIdentifier", "actionCardButtonText", "executeActionButtonText")) {
                ActionDraft.put(draft.trigger(), key, value.get(key));
            }
        }
        draft.touched();
    }

    private void showInputs() {
        list.show(draft.inputs().all().stream().map(this::entry).toList(), getTranslation("action.form.noInputs"));
    }

    private OrderList.Entry entry(UserInput input) {
        String id = input.identifier();
        List<EnumBadge> badges = new ArrayList<>();
        if (draft.isRequired(id)) {
            badges.add(new EnumBadge(getTranslation("blueprint.required"), BadgeColor.RED));
        }
        if (input.isSecret()) {
            badges.add(new EnumBadge(getTranslation("action.input.encrypted"), BadgeColor.PURPLE));
        }
        if (input.schema().has("visible")
                || input.schema().has("disabled")
                || input.schema().has("dependsOn")) {
            badges.add(new EnumBadge(getTranslation("action.input.rules"), BadgeColor.BLUE));
        }
        String what = InputKind.of(input.schema()).map(InputKind::label).orElse(input.type()) + " · " + id;
        return new OrderList.Entry(id, input.title(), what, badges, null, false);
    }

    private final class Deeds implements OrderList.Deeds {
        @Override
        public void move(String id, int by) {
            draft.moveInput(id, by);
            showInputs();
        }

        @Override
        public void change(String id) {
            ask(id);
        }

        @Override
        public void remove(String id) {
            draft.removeInput(id);
            showInputs();
        }
    }

    private void ask(@Nullable String input) {
        new InputDialog(draft, input, blueprints, paths, pickers, this::showInputs).open();
    }
}

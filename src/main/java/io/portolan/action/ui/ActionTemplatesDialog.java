package io.portolan.action.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dependency.CssImport;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.H4;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import com.vaadin.flow.router.QueryParameters;
import io.portolan.action.Action;
import io.portolan.action.ActionService;
import io.portolan.action.ActionTemplates;
import io.portolan.action.ActionTemplates.Template;
import io.portolan.blueprint.BlueprintService;
import io.portolan.kernel.Json;
import io.portolan.ui.BadgeColor;
import io.portolan.ui.EmptyState;
import io.portolan.ui.EnumBadge;
import io.portolan.ui.Icons;
import io.portolan.ui.Texts;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// The actions that ship with the portal, by group; one of them at a time with everything it says. Taking one over
/// opens the editor with it.
@CssImport("./action/action.css")
class ActionTemplatesDialog extends Dialog {

    private static final long serialVersionUID = 1L;

    private final transient ActionTemplates templates;
    private final transient ActionService actions;
    private final transient BlueprintService blueprints;
    private final TextField search = new TextField();
    private final Div groups = new Div();
    private final Button back = new Button();
    private final Button use = new Button();
    private @Nullable TemplatePreview shown;

    ActionTemplatesDialog(ActionTemplates templates, ActionService actions, BlueprintService blueprints) {
        this.templates = templates;
        this.actions = actions;
        this.blueprints = blueprints;
        setWidth("min(64rem, 96vw)");
        search.setPlaceholder(getTranslation("action.templates.search"));
        search.setAriaLabel(getTranslation("action.templates.search"));
        search.setPrefixComponent(Icons.of("search"));
        search.setClearButtonVisible(true);
        search.setValueChangeMode(ValueChangeMode.LAZY);
        search.addValueChangeListener(event -> list());
        search.addClassName("act-search");
        groups.addClassName("act-templates");
        back.setText(getTranslation("action.templates.back"));
        back.addClickListener(event -> showAll());
        use.setText(getTranslation("action.templates.use"));
        use.addThemeVariants(ButtonVariant.PRIMARY);
        use.addClickListener(event -> takeOver());
        getFooter().add(new Button(Texts.get("ui.cancel"), event -> close()), back, use);
        showAll();
    }

    private void showAll() {
        shown = null;
        setHeaderTitle(getTranslation("action.templates.title"));
        back.setVisible(false);
        use.setVisible(false);
        removeAll();
        add(new Paragraph(getTranslation("action.templates.text")), search, groups);
        list();
        search.focus();
    }

    private void list() {
        groups.removeAll();
        String wanted = search.getValue().strip().toLowerCase(Locale.ROOT);
        Set<String> taken = actions.all().stream().map(Action::identifier).collect(Collectors.toSet());
        Map<String, Div> cards = new LinkedHashMap<>();
        for (Template template : templates.all()) {
            if (words(template).contains(wanted)) {
                cards.computeIfAbsent(template.group(), this::group).add(card(template, taken));
            }
        }
        if (cards.isEmpty()) {
            groups.add(new EmptyState(
                    "search", getTranslation("action.nothing.title"), getTranslation("action.nothing.text")));
        }
    }

    private Div group(String title) {
        Div cards = new Div();
        cards.addClassName("pt-grid");
        groups.add(new H3(title), cards);
        return cards;
    }

    private static String words(Template template) {
        StringBuilder words = new StringBuilder(template.group() + " " + template.title());
        for (ObjectNode definition : template.definitions()) {
            words.append(' ').append(Json.text(definition, "title"));
            words.append(' ').append(Json.text(definition, "description"));
        }
        return words.toString().toLowerCase(Locale.ROOT);
    }

    private Component card(Template template, Set<String> taken) {
        ObjectNode first = template.definitions().getFirst();
        Div head = new Div(Icons.of(Json.text(first, "icon")), new H4(template.title()));
        head.addClassName("act-card-head");
        Paragraph text = new Paragraph(first.path("description").asString(""));
        text.addClassName("pt-muted");
        Div foot = new Div();
        foot.addClassName("act-card-foot");
        for (ObjectNode definition : template.definitions()) {
            ActionTemplates.operation(definition)
                    .ifPresent(operation -> foot.add(TemplatePreview.operationBadge(operation)));
        }
        if (template.definitions().stream()
                .anyMatch(definition -> taken.contains(String.valueOf(Json.text(definition, "identifier"))))) {
            foot.add(new EnumBadge(getTranslation("action.templates.taken"), BadgeColor.LIGHT_GRAY));
        }
        Button look = new Button(getTranslation("action.templates.preview"), event -> show(template));
        look.setAriaLabel(getTranslation("action.templates.previewOf", template.title()));
        foot.add(look);
        Div card = new Div(head, text, foot);
        card.addClassName("act-card");
        return card;
    }

    private void show(Template template) {
        TemplatePreview preview = new TemplatePreview(template, actions, blueprints.all());
        shown = preview;
        setHeaderTitle(template.title());
        back.setVisible(true);
        use.setVisible(true);
        removeAll();
        add(preview);
        back.focus();
    }

    private void takeOver() {
        TemplatePreview preview = shown;
        if (preview == null || !preview.isComplete()) {
            return;
        }
        close();
        QueryParameters from = QueryParameters.of(ActionPages.TEMPLATE, preview.identifier());
        String blueprint = preview.blueprint();
        UI.getCurrent()
                .navigate(ActionPages.NEW, blueprint == null ? from : from.merging(ActionPages.BLUEPRINT, blueprint));
    }
}

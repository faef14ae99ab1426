package io.portolan.blueprint.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.details.Details;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import io.portolan.blueprint.Blueprint;
import io.portolan.blueprint.BlueprintService;
import io.portolan.blueprint.ui.BlueprintTemplates.Template;
import io.portolan.kernel.Actor;
import io.portolan.kernel.Json;
import io.portolan.ui.BadgeColor;
import io.portolan.ui.EnumBadge;
import io.portolan.ui.Icons;
import io.portolan.ui.MainLayout;
import io.portolan.ui.Notices;
import io.portolan.ui.Texts;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// The kinds that ship with the portal: what each holds, and those that are ticked are created together.
class TemplatesDialog extends Dialog {

    private static final long serialVersionUID = 1L;

    private final transient Set<String> chosen = new LinkedHashSet<>();
    private final Button create = new Button();

    TemplatesDialog(BlueprintTemplates templates, BlueprintService blueprints, Actor actor, Runnable done) {
        setHeaderTitle(getTranslation("blueprint.templates"));
        setWidth("min(60rem, 96vw)");
        List<Blueprint> present = blueprints.all();
        Set<String> taken = new LinkedHashSet<>();
        present.forEach(blueprint -> taken.add(blueprint.identifier()));
        add(new Paragraph(getTranslation("blueprint.templates.text")));
        String group = "";
        Div cards = new Div();
        for (Template template : templates.all()) {
            if (!template.group().equals(group)) {
                group = template.group();
                cards = new Div();
                cards.addClassName("pt-grid");
                add(new H3(group), cards);
            }
            cards.add(card(template, taken.contains(template.identifier())));
        }
        create.addThemeVariants(ButtonVariant.PRIMARY);
        create.addClickListener(event -> {
            try {
                List<Blueprint> made = blueprints.define(templates.definitions(chosen, present), actor);
                close();
                MainLayout.refreshNavigation(UI.getCurrent());
                Notices.success(getTranslation("blueprint.templates.done", made.size()));
                done.run();
            } catch (RuntimeException e) {
                Notices.failure(e);
            }
        });
        getFooter().add(new Button(Texts.get("ui.cancel"), event -> close()), create);
        count();
    }

    private void count() {
        create.setText(getTranslation("blueprint.templates.create", chosen.size()));
        create.setEnabled(!chosen.isEmpty());
    }

    private Component card(Template template, boolean taken) {
        Checkbox box = new Checkbox(template.title());
        box.setEnabled(!taken);
        box.addValueChangeListener(event -> {
            if (event.getValue()) {
                chosen.add(template.identifier());
            } else {
                chosen.remove(template.identifier());
            }
            count();
        });
        Div head = new Div(Icons.of(Json.text(template.definition(), "icon")), box);
        head.addClassName("bp-template-head");
        if (taken) {
            head.add(new EnumBadge(getTranslation("blueprint.templates.taken"), BadgeColor.LIGHT_GRAY));
        }
        Paragraph text = new Paragraph(template.definition().path("description").asString(""));
        text.addClassName("pt-muted");
        Div card = new Div(head, text, preview(template));
        card.addClassNames("pt-card", "bp-template");
        return card;
    }

    private Component preview(Template template) {
        Div lines = new Div();
        lines.addClassName("bp-template-lines");
        template.definition().at("/schema/properties").forEachEntry((id, property) -> {
            PropertyKind kind = PropertyKind.of((tools.jackson.databind.node.ObjectNode) property);
            lines.add(line(title(id, property), kind.label()));
        });
        template.definition()
                .path("relations")
                .forEachEntry((id, relation) -> lines.add(
                        line(title(id, relation), "→ " + relation.path("target").asString(""))));
        return new Details(
                getTranslation(
                        "blueprint.templates.holds",
                        template.definition().at("/schema/properties").size(),
                        template.definition().path("relations").size()),
                lines);
    }

    private static String title(String id, JsonNode definition) {
        String title = Json.text(definition, "title");
        return title == null ? id : title;
    }

    private static Component line(String name, String what) {
        Span kind = new Span(what);
        kind.addClassName("pt-muted");
        Div line = new Div(new Span(name), kind);
        line.addClassName("bp-template-line");
        return line;
    }
}

package io.portolan.catalog.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dependency.CssImport;
import com.vaadin.flow.component.details.Details;
import com.vaadin.flow.component.html.DescriptionList;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import io.portolan.catalog.Entity;
import io.portolan.ui.Icons;
import io.portolan.ui.RelativeTime;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// What is known about an entity: own values, computed ones, long texts, and at the end who wrote it when. Properties
/// without a value are folded away.
@CssImport("./catalog/catalog.css")
public class PropertiesPanel extends Div {

    private static final long serialVersionUID = 1L;

    /// @param explain shows how a computed value came about
    PropertiesPanel(Entity entity, List<EntityField> fields, Consumer<EntityField> explain) {
        addClassName("cat-properties");
        DescriptionList own = facts();
        DescriptionList computed = facts();
        List<Component> wide = new ArrayList<>();
        List<EntityField> empty = new ArrayList<>();
        fact(own, getTranslation("catalog.identifier"), null, mono(entity.identifier()));
        if (!entity.team().isEmpty()) {
            fact(own, getTranslation("catalog.team"), null, ValueViews.teams(entity.team()));
        }
        for (EntityField field : fields) {
            JsonNode value = entity.value(field.id());
            if (value == null || value.isNull()) {
                empty.add(field);
            } else if (ValueViews.wide(field.shape(), value)) {
                wide.add(section(field, value));
            } else {
                Component shown = ValueViews.full(field.shape(), value);
                if (field.computed()) {
                    fact(computed, field.title(), field.description(), explained(field, shown, explain));
                } else {
                    fact(own, field.title(), field.description(), shown);
                }
            }
        }
        add(card(getTranslation("catalog.properties"), own));
        if (computed.getComponentCount() > 0) {
            add(card(getTranslation("catalog.computed"), computed));
        }
        wide.forEach(this::add);
        if (!empty.isEmpty()) {
            add(empties(empty, explain));
        }
        add(about(entity));
    }

    /// A value with a button that tells where it comes from.
    private Component explained(EntityField field, Component value, Consumer<EntityField> explain) {
        Button why = new Button(Icons.of("help"), event -> explain.accept(field));
        why.addThemeVariants(ButtonVariant.TERTIARY);
        why.setAriaLabel(getTranslation("explain.ask", field.title()));
        why.setTooltipText(getTranslation("explain.ask", field.title()));
        Div row = new Div(value, why);
        row.addClassName("cat-with-why");
        return row;
    }

    private Component empties(List<EntityField> fields, Consumer<EntityField> explain) {
        DescriptionList list = facts();
        fields.forEach(field -> fact(
                list,
                field.title(),
                field.description(),
                field.computed() ? explained(field, ValueViews.none(), explain) : ValueViews.none()));
        return new Details(getTranslation("catalog.properties.empty", fields.size()), list);
    }

    private Component about(Entity entity) {
        Div about = new Div(
                new Span(getTranslation("catalog.created")),
                new RelativeTime(entity.createdAt()),
                new Span(getTranslation("catalog.by", entity.createdBy())),
                new Span("·"),
                new Span(getTranslation("catalog.updated")),
                new RelativeTime(entity.updatedAt()),
                new Span(getTranslation("catalog.by", entity.updatedBy())));
        about.addClassName("cat-about");
        return about;
    }

    private static Component section(EntityField field, JsonNode value) {
        Section card = new Section(new H2(field.title()), ValueViews.full(field.shape(), value));
        card.addClassName("pt-card");
        return card;
    }

    private static Component card(String title, Component content) {
        Section card = new Section(new H2(title), content);
        card.addClassName("pt-card");
        return card;
    }

    private static DescriptionList facts() {
        DescriptionList list = new DescriptionList();
        list.addClassName("pt-facts");
        return list;
    }

    private static void fact(DescriptionList list, String title, @Nullable String description, Component value) {
        DescriptionList.Term term = new DescriptionList.Term(title);
        if (description != null && !description.isBlank()) {
            term.setTitle(description);
            term.addClassName("cat-explained");
        }
        list.add(term, new DescriptionList.Description(value));
    }

    private static Component mono(String text) {
        Span span = new Span(text);
        span.addClassName("pt-mono");
        return span;
    }

    /// A heading inside a card.
    static H3 heading(String text) {
        H3 heading = new H3(text);
        heading.addClassName("cat-heading");
        return heading;
    }
}

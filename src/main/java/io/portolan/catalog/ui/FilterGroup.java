package io.portolan.catalog.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.select.Select;
import io.portolan.catalog.JsonEquality;
import io.portolan.kernel.Json;
import io.portolan.query.Combinator;
import io.portolan.ui.Icons;
import io.portolan.ui.Texts;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Conditions of which all or any have to hold; groups may stand inside groups.
class FilterGroup extends Div {

    private static final long serialVersionUID = 1L;
    private static final int DEPTH = 3;

    private final transient FilterOffer offer;
    private final transient Runnable changed;
    private final int depth;
    private final Select<Combinator> combinator = new Select<>();
    private final Div rows = new Div();
    private boolean showing;

    FilterGroup(FilterOffer offer, Runnable changed, int depth) {
        this.offer = offer;
        this.changed = changed;
        this.depth = depth;
        addClassName("cat-group");
        getElement().setAttribute("role", "group");
        getElement().setAttribute("aria-label", getTranslation("catalog.filter.group"));
        combinator.setItems(Combinator.values());
        combinator.setItemLabelGenerator(one -> Texts.get("catalog.combinator." + one.name()));
        combinator.setAriaLabel(getTranslation("catalog.filter.combinator"));
        combinator.setValue(Combinator.AND);
        combinator.addValueChangeListener(event -> changed());
        Button condition = new Button(getTranslation("catalog.filter.add"), Icons.of("plus"), event -> addRule());
        condition.addThemeVariants(ButtonVariant.TERTIARY);
        Div tools = new Div(combinator, condition);
        tools.addClassName("cat-group-tools");
        if (depth < DEPTH) {
            Button group = new Button(getTranslation("catalog.filter.addGroup"), Icons.of("plus"), event -> {
                FilterGroup inner = inner();
                inner.addRule();
            });
            group.addThemeVariants(ButtonVariant.TERTIARY);
            tools.add(group);
        }
        rows.addClassName("cat-group-rows");
        add(tools, rows);
    }

    /// Shows above its own rules those that always hold and cannot be changed here.
    FilterGroup below(ObjectNode firm) {
        FilterGroup fixed = new FilterGroup(offer, () -> {}, depth);
        fixed.show(firm);
        fixed.setEnabled(false);
        fixed.addClassName("cat-fixed");
        Span label = new Span(getTranslation("catalog.filter.firm"));
        addComponentAsFirst(fixed);
        addComponentAsFirst(label);
        return this;
    }

    /// Shows rules in the search language; null for none.
    void show(@Nullable JsonNode query) {
        showing = true;
        rows.removeAll();
        if (query != null) {
            combinator.setValue(Combinator.byWireName(query.path("combinator").asString("and"))
                    .orElse(Combinator.AND));
            for (JsonNode rule : query.path("rules")) {
                if (rule.has("rules")) {
                    inner().show(rule);
                } else {
                    row().show(rule);
                }
            }
        }
        showing = false;
    }

    /// Whether this is what the complete rules say; null for no rules.
    boolean says(@Nullable JsonNode query) {
        ObjectNode own = query();
        return query == null ? own.path("rules").isEmpty() : JsonEquality.equal(query, own);
    }

    /// The rules that are complete, in the search language.
    ObjectNode query() {
        ObjectNode query = Json.object();
        query.put("combinator", combinator.getValue().wireName());
        ArrayNode rules = query.putArray("rules");
        rows.getChildren().forEach(child -> {
            if (child instanceof FilterRule row) {
                ObjectNode rule = row.rule();
                if (rule != null) {
                    rules.add(rule);
                }
            } else if (child instanceof FilterGroup group) {
                ObjectNode inner = group.query();
                if (!inner.path("rules").isEmpty()) {
                    rules.add(inner);
                }
            }
        });
        return query;
    }

    void addRule() {
        row().focusFirst();
    }

    boolean isEmpty() {
        return rows.getComponentCount() == 0;
    }

    private FilterRule row() {
        Component[] self = new Component[1];
        FilterRule row = new FilterRule(offer, this::changed, () -> {
            rows.remove(self[0]);
            changed();
        });
        self[0] = row;
        rows.add(row);
        return row;
    }

    private FilterGroup inner() {
        FilterGroup inner = new FilterGroup(offer, this::changed, depth + 1);
        Button remove = new Button(Icons.of("x"), event -> {
            rows.remove(inner);
            changed();
        });
        remove.addThemeVariants(ButtonVariant.TERTIARY);
        remove.setAriaLabel(getTranslation("catalog.filter.removeGroup"));
        inner.addComponentAsFirst(remove);
        rows.add(inner);
        return inner;
    }

    private void changed() {
        if (!showing) {
            changed.run();
        }
    }
}

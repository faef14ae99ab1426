package io.portolan.catalog.ui;

import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.html.Div;
import io.portolan.blueprint.Blueprint;
import io.portolan.blueprint.RelationDefinition;
import io.portolan.kernel.Json;
import io.portolan.ui.Texts;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Asks for relations one after the other, each of the kind that the one before leads to: the `path` of a rule in the
/// search language (dialect section 3.1).
///
/// The path begins at the kind of the table, or, where it comes from somewhere else, at a kind that is asked for first
/// and has to end at that of the table.
final class PathChooser extends Div {

    private static final long serialVersionUID = 1L;
    private static final String TEAM = "$team";
    private static final String TEAMS = "_team";
    /// So often a relation of a kind with itself may be followed (dialect section 3.1).
    private static final int AGAIN = 15;
    private static final int STEPS = 6;

    private final transient Map<String, Blueprint> model;
    private final String kind;
    private final boolean inwards;
    private final transient Runnable changed;
    private final ComboBox<Blueprint> origin = new ComboBox<>();
    private final transient List<ComboBox<Step>> steps = new ArrayList<>();
    private boolean showing;

    /// @param kind of the table
    /// @param inwards whether the path comes from another kind
    PathChooser(Map<String, Blueprint> model, String kind, boolean inwards, Runnable changed) {
        this.model = model;
        this.kind = kind;
        this.inwards = inwards;
        this.changed = changed;
        addClassName("cat-path");
        getElement().setAttribute("role", "group");
        getElement().setAttribute("aria-label", getTranslation("catalog.filter.path"));
        if (inwards) {
            origin.setItems(model.values().stream()
                    .sorted(Comparator.comparing(Blueprint::title))
                    .toList());
            origin.setItemLabelGenerator(Blueprint::title);
            origin.setAriaLabel(getTranslation("catalog.filter.origin"));
            origin.setPlaceholder(getTranslation("catalog.filter.origin"));
            origin.addValueChangeListener(event -> {
                forget(0);
                askNext();
                changed();
            });
            add(origin);
        } else {
            askNext();
        }
    }

    /// Shows what a rule says under `property`; says whether it could.
    boolean show(JsonNode property) {
        showing = true;
        if (inwards) {
            origin.setValue(model.get(property.path("fromBlueprint").asString("")));
        }
        for (JsonNode item : property.path("path")) {
            ComboBox<Step> last = steps.isEmpty() ? null : steps.getLast();
            String relation = item.isString() ? item.stringValue() : Json.text(item, "relation");
            int hops = item.path("maxHops").asInt(1);
            Step step = last == null
                    ? null
                    : last.getListDataView()
                            .getItems()
                            .filter(one -> one.relation.equals(relation) && one.hops == hops)
                            .findFirst()
                            .orElse(null);
            if (last != null && step != null) {
                last.setValue(step);
            }
        }
        showing = false;
        return property.equals(property());
    }

    /// What to write under `property`; null while something is missing.
    @Nullable
    ObjectNode property() {
        String end = end();
        if (end == null || (inwards && !end.equals(kind))) {
            return null;
        }
        ObjectNode property = Json.object();
        ArrayNode path = property.putArray("path");
        chosen().forEach(step -> {
            if (step.hops > 1) {
                path.addObject().put("relation", step.relation).put("maxHops", step.hops);
            } else {
                path.add(step.relation);
            }
        });
        if (inwards) {
            property.put("fromBlueprint", origin.getValue().identifier());
        }
        return property;
    }

    /// The kind whose entities the rule asks for; null while the path is missing.
    @Nullable
    String asked() {
        String end = end();
        return end == null || !inwards ? end : origin.getValue().identifier();
    }

    private @Nullable String end() {
        return chosen().reduce((one, next) -> next).map(Step::target).orElse(null);
    }

    private Stream<Step> chosen() {
        return steps.stream().map(ComboBox::getValue).takeWhile(step -> step != null);
    }

    private void forget(int from) {
        while (steps.size() > from) {
            remove(steps.removeLast());
        }
    }

    /// Asks for one more step, where something leads on.
    private void askNext() {
        String at = steps.isEmpty() ? start() : end();
        List<Step> next = at == null || steps.size() >= STEPS ? List.of() : leaving(at);
        if (!next.isEmpty()) {
            add(asking(next, steps.size()));
        }
    }

    private ComboBox<Step> asking(List<Step> choices, int index) {
        ComboBox<Step> field = new ComboBox<>();
        field.setItems(choices);
        field.setItemLabelGenerator(Step::label);
        field.setClearButtonVisible(true);
        field.setAriaLabel(getTranslation("catalog.filter.step", index + 1));
        field.setPlaceholder(getTranslation(index == 0 ? "catalog.filter.first" : "catalog.filter.then"));
        field.addValueChangeListener(event -> {
            forget(index + 1);
            if (event.getValue() != null) {
                askNext();
            }
            changed();
        });
        steps.add(field);
        return field;
    }

    private @Nullable String start() {
        if (!inwards) {
            return kind;
        }
        return origin.getValue() == null ? null : origin.getValue().identifier();
    }

    private List<Step> leaving(String from) {
        Blueprint blueprint = model.get(from);
        if (blueprint == null) {
            return List.of();
        }
        boolean again = chosen().noneMatch(step -> step.hops > 1);
        List<Step> steps = new ArrayList<>();
        for (RelationDefinition relation : blueprint.relations().values()) {
            Blueprint target = model.get(relation.target());
            String to = target == null ? relation.target() : target.title();
            String label = Texts.get("catalog.filter.leads", relation.title(), to);
            steps.add(new Step(relation.identifier(), 1, relation.target(), label));
            if (again && relation.target().equals(from)) {
                String often = Texts.get("catalog.filter.again", relation.title(), to);
                steps.add(new Step(relation.identifier(), AGAIN, from, often));
            }
        }
        if (!from.equals(TEAMS)) {
            steps.add(new Step(TEAM, 1, TEAMS, Texts.get("catalog.team")));
        }
        return steps;
    }

    private void changed() {
        if (!showing) {
            changed.run();
        }
    }

    /// A relation that can be followed.
    private record Step(String relation, int hops, String target, String label) {}
}

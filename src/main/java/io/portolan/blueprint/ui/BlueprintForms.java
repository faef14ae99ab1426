package io.portolan.blueprint.ui;

import io.portolan.blueprint.ui.BlueprintDraft.Section;
import io.portolan.kernel.Json;
import io.portolan.ui.Texts;
import io.portolan.ui.form.FieldSpec;
import io.portolan.ui.form.FieldSpec.Kind;
import io.portolan.ui.form.FieldSpec.Limits;
import io.portolan.ui.form.FieldSpec.Option;
import io.portolan.ui.form.JsonForm;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/// The fields for relations and computed properties, and the way between those fields and the definitions.
final class BlueprintForms {

    private static final List<String> SPEC = List.of("calculationBy", "func", "property", "averageOf", "measureTimeBy");

    /// Over which relations an aggregation goes; one at most.
    private static final String WAY = "pathFilter";

    private BlueprintForms() {}

    /// @param choices what the definition can refer to
    static List<FieldSpec> of(Section section, ModelChoices choices) {
        List<FieldSpec> fields = new ArrayList<>();
        fields.add(text("title").asRequired(true));
        fields.add(text("identifier")
                .asRequired(true)
                .withLimits(new Limits(null, 100.0, "^[A-Za-z0-9@_=\\\\-]+$", null, null)));
        switch (section) {
            case RELATIONS -> {
                fields.add(text("target").withOptions(choices.kinds()).asRequired(true));
                fields.add(FieldSpec.of("many", Texts.get("blueprint.many"), Kind.BOOLEAN));
                fields.add(FieldSpec.of("required", Texts.get("blueprint.required"), Kind.BOOLEAN));
            }
            case MIRRORS ->
                fields.add(text("path")
                        .asRequired(true)
                        .withOptions(choices.values())
                        .asChoosing(FieldSpec.Choosing.PROPOSED)
                        .withPlaceholder("system.domain.$title")
                        .withDescription(Texts.get("blueprint.path.text")));
            case CALCULATIONS -> {
                fields.add(FieldSpec.of("calculation", Texts.get("blueprint.calculation"), Kind.JQ)
                        .asRequired(true)
                        .withDescription(Texts.get("blueprint.calculation.text")));
                fields.add(text("type")
                        .asRequired(true)
                        .withOptions(options("string", "number", "boolean", "object", "array")));
                fields.add(
                        text("format").withOptions(options("url", "email", "date-time", "markdown", "user", "team")));
            }
            case AGGREGATIONS -> {
                fields.add(FieldSpec.of("target", Texts.get("blueprint.aggregated"), Kind.STRING)
                        .withOptions(choices.kinds())
                        .asRequired(true));
                fields.add(text("calculationBy").asRequired(true).withOptions(options("entities", "property")));
                fields.add(text("func").asRequired(true).withOptions(functions(true)));
                fields.add(text("property").asRequired(true).asChoosing(FieldSpec.Choosing.PROPOSED));
                fields.add(text("averageOf")
                        .asRequired(true)
                        .withOptions(options("hour", "day", "week", "month", "total")));
                fields.add(text("measureTimeBy").asChoosing(FieldSpec.Choosing.PROPOSED));
                fields.add(text(WAY)
                        .asChoosing(FieldSpec.Choosing.ONLY)
                        .withDescription(Texts.get("blueprint.pathFilter.text")));
                fields.add(FieldSpec.of("query", Texts.get("blueprint.query"), Kind.OBJECT));
            }
            case PROPERTIES -> {}
        }
        if (section != Section.PROPERTIES) {
            fields.add(FieldSpec.of("description", Texts.get("blueprint.description"), Kind.TEXT));
        }
        return fields;
    }

    /// Has the fields of an aggregation go along with what it aggregates: what does not matter is not asked for.
    static void link(JsonForm form, ModelChoices choices) {
        ObjectNode first = form.value();
        Runnable follow = () -> {
            ObjectNode value = form.value();
            String target = Json.text(value, "target");
            boolean values = "property".equals(Json.text(value, "calculationBy"));
            follow(form, "func", functions(values));
            follow(form, "property", choices.numbers(target));
            follow(form, "measureTimeBy", choices.moments(target));
            follow(form, WAY, ways(choices, target, first));
            boolean average = "average".equals(Json.text(form.value(), "func"));
            form.setFieldVisible("property", values);
            form.setFieldVisible("averageOf", average);
            form.setFieldVisible("measureTimeBy", average);
        };
        form.onChange(follow);
        follow.run();
    }

    /// With the way that the definition has, which may be longer than those that are proposed.
    private static List<Option> ways(ModelChoices choices, @Nullable String target, ObjectNode first) {
        List<Option> ways = new ArrayList<>(choices.ways(target));
        JsonNode own = first.get(WAY);
        boolean known = own == null || ways.stream().anyMatch(way -> way.value().equals(own));
        if (!known && Objects.equals(target, Json.text(first, "target"))) {
            ways.add(new Option(own, String.join(" › ", steps(own.path("path"))), null, "route"));
        }
        return ways;
    }

    private static List<String> steps(JsonNode path) {
        return path.valueStream()
                .map(step -> step.isString()
                        ? step.stringValue()
                        : step.path("relation").asString(""))
                .toList();
    }

    /// Has a field offer other options, in the way that it offers them.
    static void follow(JsonForm form, String field, List<Option> options) {
        form.field(field).ifPresent(each -> {
            FieldSpec spec = each.spec();
            each.follow(spec.withOptions(options).asChoosing(spec.choosing()));
        });
    }

    private static List<Option> functions(boolean ofValues) {
        return ofValues ? options("sum", "average", "min", "max", "median") : options("count", "average");
    }

    /// A definition as the form shows it.
    static ObjectNode toForm(Section section, String identifier, ObjectNode definition) {
        ObjectNode form = definition.deepCopy();
        form.put("identifier", identifier);
        if (!form.has("title")) {
            form.put("title", identifier);
        }
        if (section == Section.AGGREGATIONS) {
            SPEC.forEach(key -> move(definition.path("calculationSpec").get(key), form, key));
            move(definition.path(WAY).get(0), form, WAY);
        }
        return form;
    }

    /// What the form says, written over a definition; keys without a field stay.
    static ObjectNode fromForm(Section section, ObjectNode form, ObjectNode before) {
        ObjectNode definition = before.deepCopy();
        form.properties().forEach(entry -> {
            String key = entry.getKey();
            boolean inside = section == Section.AGGREGATIONS && SPEC.contains(key);
            ObjectNode holder = inside ? definition.withObject("/calculationSpec") : definition;
            if (key.equals(WAY) && !entry.getValue().isNull()) {
                definition.putArray(WAY).add(entry.getValue());
            } else if (!key.equals("identifier")) {
                move(entry.getValue(), holder, key);
            }
        });
        if (section == Section.RELATIONS) {
            for (String flag : List.of("many", "required")) {
                if (!definition.has(flag)) {
                    definition.put(flag, false);
                }
            }
        }
        return definition;
    }

    /// One line that says what a definition does.
    static String summary(Section section, ObjectNode definition) {
        return switch (section) {
            case RELATIONS, PROPERTIES -> "";
            case MIRRORS -> String.valueOf(Json.text(definition, "path"));
            case CALCULATIONS -> String.valueOf(Json.text(definition, "calculation"));
            case AGGREGATIONS -> {
                JsonNode spec = definition.path("calculationSpec");
                String property = Json.text(spec, "property");
                String func = spec.path("func").asString("");
                yield Texts.orPlain("blueprint.option." + func, func) + " · "
                        + definition.path("target").asString("") + (property == null ? "" : "." + property);
            }
        };
    }

    private static void move(@Nullable JsonNode value, ObjectNode holder, String key) {
        if (value == null || value.isNull()) {
            holder.remove(key);
        } else {
            holder.set(key, value);
        }
    }

    private static FieldSpec text(String key) {
        return FieldSpec.of(key, Texts.get("blueprint." + key), Kind.STRING);
    }

    private static List<Option> options(String... values) {
        List<Option> options = new ArrayList<>();
        for (String value : values) {
            options.add(new Option(StringNode.valueOf(value), Texts.orPlain("blueprint.option." + value, value), null));
        }
        return options;
    }
}

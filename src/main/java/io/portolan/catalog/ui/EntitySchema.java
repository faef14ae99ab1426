package io.portolan.catalog.ui;

import io.portolan.blueprint.Blueprint;
import io.portolan.blueprint.PropertyDefinition;
import io.portolan.blueprint.RelationDefinition;
import io.portolan.blueprint.ValueRules;
import io.portolan.kernel.Json;
import io.portolan.ui.Icons;
import io.portolan.ui.Texts;
import io.portolan.ui.form.Choice;
import io.portolan.ui.form.EntityScope;
import io.portolan.ui.form.Picker;
import io.portolan.ui.form.Pickers;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The JSON Schema of an entity's document, from its blueprint, for editors that complete and explain it: of
/// properties it says what they are checked against. The first things that a relation can point at are listed as
/// examples.
final class EntitySchema {

    private static final int MOST_EXAMPLES = 50;

    private EntitySchema() {}

    static ObjectNode of(Blueprint blueprint, boolean isNew, Pickers pickers) {
        ObjectNode schema = type("object");
        ObjectNode keys = schema.putObject("properties");
        if (isNew) {
            keys.set(
                    "identifier",
                    described(type("string"), "catalog.identifier", Texts.get("catalog.identifier.hint")));
        }
        keys.set("title", described(type("string"), "catalog.title", null));
        keys.set("icon", described(type("string"), "catalog.icon", null).set("examples", Json.strings(Icons.names())));
        ObjectNode team = described(type("array"), "catalog.team", null);
        team.set("items", examples(type("string"), pickers.teams()));
        keys.set("team", team);
        ObjectNode properties = described(type("object"), "catalog.properties", null);
        ObjectNode values = properties.putObject("properties");
        blueprint.properties().values().forEach(property -> values.set(property.identifier(), value(property)));
        properties.set("required", Json.strings(blueprint.required()));
        keys.set("properties", properties);
        ObjectNode relations = described(type("object"), "catalog.relations", null);
        ObjectNode links = relations.putObject("properties");
        blueprint.relations().values().forEach(relation -> links.set(relation.identifier(), link(relation, pickers)));
        relations.set(
                "required",
                Json.strings(blueprint.relations().values().stream()
                        .filter(RelationDefinition::required)
                        .map(RelationDefinition::identifier)
                        .toList()));
        keys.set("relations", relations);
        return schema;
    }

    private static ObjectNode value(PropertyDefinition property) {
        ObjectNode schema = ValueRules.schema(property).deepCopy();
        schema.put("title", property.title());
        if (property.description() != null) {
            schema.put("description", property.description());
        }
        JsonNode fallback = property.defaultValue();
        if (fallback != null) {
            schema.set("default", fallback);
        }
        return schema;
    }

    private static ObjectNode link(RelationDefinition relation, Pickers pickers) {
        Picker picker = pickers.entities().apply(EntityScope.of(relation.target()));
        ObjectNode target = examples(type("string"), picker);
        ObjectNode schema = target;
        if (relation.many()) {
            schema = type("array");
            schema.set("items", target);
        }
        schema.put("title", relation.title() + " → " + relation.target());
        if (relation.description() != null) {
            schema.put("description", relation.description());
        }
        return schema;
    }

    private static ObjectNode examples(ObjectNode schema, Picker picker) {
        List<Choice> first = picker.search("", 0, MOST_EXAMPLES);
        ArrayNode examples = schema.putArray("examples");
        first.forEach(choice -> examples.add(choice.value()));
        return schema;
    }

    private static ObjectNode described(ObjectNode schema, String title, @Nullable String description) {
        schema.put("title", Texts.get(title));
        if (description != null) {
            schema.put("description", description);
        }
        return schema;
    }

    private static ObjectNode type(String name) {
        return Json.object().put("type", name);
    }
}

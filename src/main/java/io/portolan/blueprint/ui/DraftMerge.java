package io.portolan.blueprint.ui;

import io.portolan.blueprint.ui.BlueprintDraft.Section;
import io.portolan.kernel.Json;
import io.portolan.ui.Texts;
import io.portolan.ui.merge.ThreeWay;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Brings two edited definitions of a blueprint together: property by property, relation by relation, and so on.
/// Whether a property is required is a part of its own, so that two people can require different ones.
final class DraftMerge {

    private static final String REQUIRED = "/schema/required";

    private DraftMerge() {}

    static ThreeWay of(ObjectNode base, ObjectNode mine, ObjectNode stored) {
        Set<String> inside = new LinkedHashSet<>(Set.of("/schema", REQUIRED));
        Arrays.stream(Section.values()).map(Section::pointer).forEach(inside::add);
        return ThreeWay.of(spread(base), spread(mine), spread(stored), inside);
    }

    /// What people call a part.
    static String name(String pointer) {
        String key = JsonPointer.compile(pointer).last().getMatchingProperty();
        if (pointer.startsWith(REQUIRED + "/")) {
            return Texts.get("blueprint.merge.required", key);
        }
        return Arrays.stream(Section.values())
                .filter(section -> pointer.startsWith(section.pointer() + "/"))
                .findFirst()
                .map(section -> Texts.get("blueprint.merge." + section, key))
                .orElse(key);
    }

    /// The list of required properties as an object.
    private static ObjectNode spread(ObjectNode document) {
        ObjectNode copy = document.deepCopy();
        if (copy.at(REQUIRED) instanceof ArrayNode names) {
            ObjectNode required = Json.object();
            names.forEach(name -> required.put(name.asString(""), true));
            copy.withObject("/schema").set("required", required);
        }
        return copy;
    }

    /// The merged document as it is stored: properties that are gone are not required either.
    static ObjectNode gathered(ObjectNode merged) {
        ObjectNode copy = merged.deepCopy();
        if (copy.at(REQUIRED) instanceof ObjectNode required) {
            JsonNode properties = copy.at(Section.PROPERTIES.pointer());
            copy.withObject("/schema")
                    .set(
                            "required",
                            Json.strings(required.propertyNames().stream()
                                    .filter(properties::has)
                                    .toList()));
        }
        return copy;
    }
}

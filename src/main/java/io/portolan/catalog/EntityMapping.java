package io.portolan.catalog;

import io.portolan.expression.Budget;
import io.portolan.expression.ExpressionException;
import io.portolan.expression.JqOptions;
import io.portolan.expression.JqProgram;
import io.portolan.kernel.Json;
import io.portolan.kernel.PortalException;
import io.portolan.kernel.Violation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Makes drafts of entities from documents by jq: `blueprint`, `filter`, `itemsToParse` and, under `entity`, an
/// expression
/// for each value (dialect section 1.7).
final class EntityMapping {

    private final String blueprint;
    private final @Nullable JqProgram filter;
    private final @Nullable JqProgram items;
    private final Map<String, JqProgram> head = new LinkedHashMap<>();
    private final Map<String, Map<String, JqProgram>> sections = new LinkedHashMap<>();

    private EntityMapping(String blueprint, @Nullable JqProgram filter, @Nullable JqProgram items) {
        this.blueprint = blueprint;
        this.filter = filter;
        this.items = items;
    }

    /// Compiles; throws [PortalException.Invalid] that names every expression which does not.
    static EntityMapping of(ObjectNode json, String pointer) {
        List<Violation> violations = new ArrayList<>();
        String blueprint = Json.text(json, "blueprint");
        if (blueprint == null) {
            violations.add(Violation.at(pointer + "/blueprint", "must be the identifier of a blueprint"));
        }
        if (!(json.get("entity") instanceof ObjectNode entity)) {
            throw new PortalException.Invalid(pointer + "/entity", "must be object with an expression for each value");
        }
        EntityMapping mapping = new EntityMapping(
                String.valueOf(blueprint),
                program(json.get("filter"), pointer + "/filter", violations),
                program(json.get("itemsToParse"), pointer + "/itemsToParse", violations));
        for (String name : List.of("identifier", "title", "icon", "team")) {
            JqProgram program = program(entity.get(name), pointer + "/entity/" + name, violations);
            if (program != null) {
                mapping.head.put(name, program);
            }
        }
        for (String section : List.of("properties", "relations")) {
            Map<String, JqProgram> programs = new LinkedHashMap<>();
            entity.path(section).properties().forEach(entry -> {
                JqProgram program = program(
                        entry.getValue(),
                        pointer + "/entity/" + section + "/" + Violation.escape(entry.getKey()),
                        violations);
                if (program != null) {
                    programs.put(entry.getKey(), program);
                }
            });
            mapping.sections.put(section, programs);
        }
        PortalException.throwIfAny(violations);
        return mapping;
    }

    private static @Nullable JqProgram program(@Nullable JsonNode text, String pointer, List<Violation> violations) {
        if (text == null || text.isNull()) {
            return null;
        }
        if (!text.isString()) {
            violations.add(Violation.at(pointer, "must be an expression", text));
            return null;
        }
        try {
            return JqProgram.compile(text.stringValue(), JqOptions.portal());
        } catch (ExpressionException.CompileFailed e) {
            violations.add(Violation.at(pointer, String.valueOf(e.getMessage()), text));
            return null;
        }
    }

    /// The drafts that a document gives; what cannot be mapped is added to `errors`.
    List<EntityDraft> drafts(ObjectNode document, ArrayNode errors) {
        List<EntityDraft> drafts = new ArrayList<>();
        try {
            if (filter != null && !filter.test(document)) {
                return drafts;
            }
            if (items == null) {
                add(document, drafts, errors);
                return drafts;
            }
            JsonNode list = items.evaluate(document);
            if (list != null && list.isArray()) {
                for (JsonNode item : list) {
                    add(document.deepCopy().set("item", item), drafts, errors);
                }
            }
        } catch (ExpressionException e) {
            error(document, String.valueOf(e.getMessage()), errors);
        }
        return drafts;
    }

    private void add(JsonNode document, List<EntityDraft> drafts, ArrayNode errors) {
        ObjectNode draft = Json.object();
        head.forEach((name, program) -> put(draft, name, program.evaluate(document, Budget.standard())));
        sections.forEach((section, programs) -> {
            ObjectNode values = draft.putObject(section);
            programs.forEach((name, program) -> put(values, name, program.evaluate(document, Budget.standard())));
        });
        if (!draft.path("identifier").isString()) {
            error(document, "the expression for the identifier gives no text", errors);
            return;
        }
        drafts.add(EntityDraft.of(blueprint, draft));
    }

    private static void put(ObjectNode object, String name, @Nullable JsonNode value) {
        if (value != null && !value.isNull()) {
            object.set(name, value);
        }
    }

    private static void error(JsonNode document, String message, ArrayNode errors) {
        errors.addObject()
                .put("identifier", document.path("identifier").asString(""))
                .put("message", message);
    }
}

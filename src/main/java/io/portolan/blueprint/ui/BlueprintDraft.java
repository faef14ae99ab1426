package io.portolan.blueprint.ui;

import io.portolan.kernel.Json;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// A blueprint's document while it is edited. Keys that the builder does not know stay as they are.
final class BlueprintDraft {

    /// The named parts of a blueprint.
    enum Section {
        PROPERTIES("/schema/properties"),
        RELATIONS("/relations"),
        MIRRORS("/mirrorProperties"),
        CALCULATIONS("/calculationProperties"),
        AGGREGATIONS("/aggregationProperties");

        private final String pointer;

        Section(String pointer) {
            this.pointer = pointer;
        }

        String pointer() {
            return pointer;
        }
    }

    private final ObjectNode saved;
    private ObjectNode document;

    BlueprintDraft(ObjectNode saved) {
        this.saved = saved.deepCopy();
        this.document = saved.deepCopy();
    }

    ObjectNode document() {
        return document.deepCopy();
    }

    ObjectNode saved() {
        return saved.deepCopy();
    }

    /// Takes over a whole document, as typed.
    void replace(ObjectNode json) {
        document = json.deepCopy();
    }

    boolean dirty() {
        return !saved.equals(document);
    }

    @Nullable
    String text(String key) {
        return Json.text(document, key);
    }

    /// Sets a key of the document itself; null removes it.
    void set(String key, @Nullable JsonNode value) {
        if (value == null || value.isNull()) {
            document.remove(key);
        } else {
            document.set(key, value);
        }
    }

    /// Identifiers in a section, in their order.
    List<String> keys(Section section) {
        return document.at(section.pointer()) instanceof ObjectNode part
                ? List.copyOf(part.propertyNames())
                : List.of();
    }

    /// One definition; an empty object when there is none.
    ObjectNode definition(Section section, String key) {
        return document.at(section.pointer()).get(key) instanceof ObjectNode definition
                ? definition.deepCopy()
                : Json.object();
    }

    /// Adds a definition at the end, or changes one where it stands, under another name if that is wanted.
    ///
    /// @param old the present identifier; null for a new one
    void put(Section section, @Nullable String old, String key, ObjectNode definition) {
        ObjectNode part = part(section);
        boolean required = old != null && isRequired(old);
        ObjectNode next = Json.object();
        boolean placed = false;
        for (var entry : part.properties()) {
            if (entry.getKey().equals(old)) {
                next.set(key, definition);
                placed = true;
            } else {
                next.set(entry.getKey(), entry.getValue());
            }
        }
        if (!placed) {
            next.set(key, definition);
        }
        part.removeAll();
        part.setAll(next);
        if (section == Section.PROPERTIES && required && !key.equals(old)) {
            require(old, false);
            require(key, true);
        }
    }

    void remove(Section section, String key) {
        part(section).remove(key);
        if (section == Section.PROPERTIES) {
            require(key, false);
        }
    }

    /// Moves a definition up (-1) or down (1).
    void move(Section section, String key, int by) {
        List<String> order = new ArrayList<>(keys(section));
        int place = order.indexOf(key);
        int other = place + by;
        if (place < 0 || other < 0 || other >= order.size()) {
            return;
        }
        Collections.swap(order, place, other);
        ObjectNode part = part(section);
        ObjectNode next = Json.object();
        order.forEach(name -> next.set(name, part.get(name)));
        part.removeAll();
        part.setAll(next);
    }

    boolean isRequired(String property) {
        for (JsonNode name : document.at("/schema/required")) {
            if (name.asString("").equals(property)) {
                return true;
            }
        }
        return false;
    }

    void require(@Nullable String property, boolean required) {
        ObjectNode schema = document.withObject("/schema");
        ArrayNode names = Json.array();
        for (JsonNode name : schema.path("required")) {
            if (!Objects.equals(name.asString(""), property)) {
                names.add(name);
            }
        }
        if (required && property != null) {
            names.add(property);
        }
        if (!names.isEmpty() || schema.has("required")) {
            schema.set("required", names);
        }
    }

    private ObjectNode part(Section section) {
        return document.withObject(section.pointer());
    }
}

package io.portolan.catalog;

import io.portolan.blueprint.BlueprintDependent;
import io.portolan.blueprint.DefinitionNames;
import io.portolan.blueprint.Dependents;
import io.portolan.kernel.Actor;
import io.portolan.kernel.Json;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Saved views speak of the properties and relations of their kind: personal ones follow a new name too, though only
/// shared ones are named to others.
@Component
class SavedViewDependent implements BlueprintDependent {

    private static final int PAGE = 200;

    /// What of a state names properties and relations, besides the filter.
    private static final List<String> NAMING = List.of("sort", "group", "columns");

    private final SavedViewRows rows;
    private final SavedViewService service;

    SavedViewDependent(SavedViewRows rows, SavedViewService service) {
        this.rows = rows;
        this.service = service;
    }

    @Override
    public void describe(Change change, ObjectNode impact, ArrayNode references) {
        for (SavedView view : rows.visible(change.before().identifier(), "", PAGE)) {
            Dependents.add(references, "view", view.id(), view.name(), find(view.state(), change.gone()));
        }
    }

    @Override
    public void renamed(String blueprint, String from, String to, Actor actor) {
        List<SavedView> page = rows.after(blueprint, "", PAGE);
        while (!page.isEmpty()) {
            for (SavedView view : page) {
                ObjectNode state = renamed(view.state(), from, to);
                if (!state.equals(view.state())) {
                    service.follow(view, state, actor);
                }
            }
            page = rows.after(blueprint, page.getLast().id(), PAGE);
        }
    }

    /// The names that a state speaks of, by JSON pointer to the place: whatever would follow another name.
    private static Map<String, Set<String>> find(ObjectNode state, Set<String> names) {
        Map<String, Set<String>> found = new LinkedHashMap<>(DefinitionNames.find(state, names));
        for (String name : names) {
            ObjectNode renamed = renamed(state, name, "");
            for (String key : NAMING) {
                if (!Objects.equals(state.get(key), renamed.get(key))) {
                    found.computeIfAbsent("/" + key, place -> new LinkedHashSet<>())
                            .add(name);
                }
            }
        }
        return found;
    }

    private static ObjectNode renamed(ObjectNode state, String from, String to) {
        ObjectNode renamed = state.deepCopy();
        for (String list : List.of("sort", "columns")) {
            if (state.get(list) instanceof ArrayNode keys) {
                renamed.set(
                        list,
                        Json.strings(Json.texts(keys).stream()
                                .map(key -> key(key, from, to))
                                .toList()));
            }
        }
        if (from.equals(Json.text(state, "group"))) {
            renamed.put("group", to);
        }
        JsonNode filter = state.get("filter");
        if (filter != null) {
            renamed.set("filter", DefinitionNames.renamed(filter, from, to));
        }
        return renamed;
    }

    /// `tier`, `-tier` and `relation:tier`.
    private static String key(String key, String from, String to) {
        for (String prefix : List.of("-", "relation:", "")) {
            if (key.equals(prefix + from)) {
                return prefix + to;
            }
        }
        return key;
    }
}

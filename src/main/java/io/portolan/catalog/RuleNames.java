package io.portolan.catalog;

import io.portolan.blueprint.Blueprint;
import io.portolan.blueprint.RelationDefinition;
import io.portolan.kernel.PortalException;
import io.portolan.kernel.Violation;
import io.portolan.query.Rule;
import io.portolan.query.SearchQuery;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Whether a search speaks of what there is: a misspelt name that silently finds nothing helps nobody.
public final class RuleNames {

    private static final Set<String> META = new TreeSet<>(Set.of(
            "$identifier",
            "$title",
            "$icon",
            "$blueprint",
            "$team",
            "$createdAt",
            "$createdBy",
            "$updatedAt",
            "$updatedBy",
            "$datasource"));

    private final Blueprint blueprint;
    private final Map<String, Blueprint> model;
    private final List<Violation> violations = new ArrayList<>();

    private RuleNames(Blueprint blueprint, Map<String, Blueprint> model) {
        this.blueprint = blueprint;
        this.model = model;
    }

    /// Throws [PortalException.Invalid] with the place of each name that the blueprint does not know.
    ///
    /// @param pointer where the search stands in the request
    public static void check(SearchQuery query, Blueprint blueprint, Collection<Blueprint> model, String pointer) {
        RuleNames names = new RuleNames(blueprint, Blueprint.byIdentifier(model));
        names.query(query, pointer);
        PortalException.throwIfAny(names.violations);
    }

    private void query(SearchQuery query, String pointer) {
        for (int i = 0; i < query.rules().size(); i++) {
            rule(query.rules().get(i), pointer + "/rules/" + i);
        }
    }

    private void rule(Rule rule, String pointer) {
        switch (rule) {
            case Rule.Property r -> property(r.property(), pointer);
            case Rule.Range r -> property(r.property(), pointer);
            case Rule.Emptiness r -> property(r.property(), pointer);
            case Rule.Timer r -> property(r.property(), pointer);
            case Rule.Relation r -> relation(blueprint, r.relation(), pointer + "/relation");
            case Rule.Path r -> path(r, pointer + "/property");
            case Rule.RelatedTo r -> known(r.blueprint(), pointer + "/blueprint");
            case Rule.Group r -> query(r.query(), pointer);
            case Rule.Not r -> rule(r.rule(), pointer);
            case Rule.AnyProperty _, Rule.Scorecard _, Rule.Caller _ -> {}
        }
    }

    private void property(String name, String pointer) {
        boolean known = META.contains(name) || blueprint.properties().containsKey(name) || blueprint.isComputed(name);
        if (known) {
            return;
        }
        if (name.startsWith("$")) {
            violations.add(Violation.at(
                    pointer + "/property", "names no meta property; there are " + String.join(", ", META)));
        } else {
            violations.add(Violation.at(
                    pointer + "/property",
                    "names property \"" + name + "\", which blueprint \"" + blueprint.identifier() + "\" does not have"
                            + (blueprint.relations().containsKey(name)
                                    ? "; it is a relation: write {\"relation\": \"" + name + "\", …}"
                                    : "")));
        }
    }

    private @Nullable Blueprint relation(Blueprint at, String name, String pointer) {
        RelationDefinition relation = at.relations().get(name);
        if (relation == null) {
            violations.add(Violation.at(
                    pointer,
                    "names relation \"" + name + "\", which blueprint \"" + at.identifier() + "\" does not have"
                            + at.relations().keySet().stream().collect(Collectors.joining(", ", "; it has: ", ""))));
            return null;
        }
        return model.get(relation.target());
    }

    private void known(@Nullable String name, String pointer) {
        if (name != null && !model.containsKey(name)) {
            violations.add(Violation.at(pointer, "names blueprint \"" + name + "\", which was not found"));
        }
    }

    private void path(Rule.Path rule, String pointer) {
        known(rule.fromBlueprint(), pointer + "/fromBlueprint");
        Blueprint at = rule.fromBlueprint() == null ? blueprint : model.get(rule.fromBlueprint());
        for (int i = 0; i < rule.path().size() && at != null; i++) {
            String step = rule.path().get(i).relation();
            at = step.equals(ComputedPath.OWNERS) ? model.get("_team") : relation(at, step, pointer + "/path/" + i);
        }
    }
}

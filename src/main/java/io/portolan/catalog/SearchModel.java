package io.portolan.catalog;

import io.portolan.blueprint.Blueprint;
import io.portolan.blueprint.MirrorDefinition;
import io.portolan.blueprint.RelationDefinition;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// The blueprints that a search is over, and what is known of them beyond their own definitions.
///
/// @param lookup finds blueprints that mirrors lead to
/// @param indexed whether an index answers for the text of a property, by the expression
/// @param readable what of the entities `e` the viewer may know of, as a condition of SQL; null for all of them
record SearchModel(
        List<Blueprint> blueprints,
        Function<String, @Nullable Blueprint> lookup,
        Predicate<String> indexed,
        Function<SqlParameters, @Nullable String> readable) {

    /// Knows nothing: every property may stand anywhere.
    static final SearchModel NONE = of(List.of());

    static SearchModel of(List<Blueprint> blueprints) {
        return new SearchModel(blueprints, name -> null, expression -> false, parameters -> null);
    }

    /// Where a mirror leads, when it is one value at the end of single relations; null otherwise.
    @Nullable
    Blueprint behind(Blueprint blueprint, MirrorDefinition mirror) {
        Blueprint at = blueprint;
        for (String step : mirror.path().subList(0, mirror.path().size() - 1)) {
            RelationDefinition relation = at.relations().get(step);
            Blueprint target = relation == null || relation.many() ? null : lookup.apply(relation.target());
            if (target == null) {
                return null;
            }
            at = target;
        }
        return at;
    }
}

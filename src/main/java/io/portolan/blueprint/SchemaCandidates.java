package io.portolan.blueprint;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What a definition could name in the model, from its own relations on. Bounded: an editor shows a few hundred at
/// most.
final class SchemaCandidates {

    private static final int MOST = 400;
    private static final int DEEPEST_OWNER = 3;
    private static final List<String> META =
            List.of("$title", "$identifier", "$team", "$icon", "$createdAt", "$createdBy", "$updatedAt", "$updatedBy");

    /// What aggregations can take from a blueprint.
    record Aggregated(List<String> numbers, List<String> times) {}

    private final Blueprint edited;
    private final Map<String, Blueprint> model;

    SchemaCandidates(Blueprint edited, Collection<Blueprint> model) {
        this.edited = edited;
        this.model = new LinkedHashMap<>(Blueprint.byIdentifier(model));
        this.model.put(edited.identifier(), edited);
    }

    /// Paths that mirrors can read: along one relation, then along two.
    List<String> mirrorPaths() {
        List<String> near = new ArrayList<>();
        List<String> far = new ArrayList<>();
        edited.relations().forEach((first, relation) -> {
            Blueprint target = model.get(relation.target());
            ends(first, target, near);
            if (target != null) {
                target.relations().forEach((second, next) -> ends(first + "." + second, model.get(next.target()), far));
            }
        });
        return Stream.concat(near.stream(), far.stream()).limit(MOST).toList();
    }

    private static void ends(String path, @Nullable Blueprint target, List<String> paths) {
        if (target == null || paths.size() > MOST) {
            return;
        }
        Stream.of(
                        META,
                        target.properties().keySet(),
                        target.mirrors().keySet(),
                        target.calculations().keySet(),
                        target.aggregations().keySet())
                .flatMap(Collection::stream)
                .forEach(end -> paths.add(path + "." + end));
    }

    /// Paths of single relations to a blueprint whose entities have owners of their own.
    List<String> owners() {
        List<String> paths = new ArrayList<>();
        owners("", edited, 1, paths);
        return paths.stream().limit(MOST).toList();
    }

    private void owners(String path, Blueprint from, int depth, List<String> paths) {
        for (RelationDefinition relation : from.relations().values()) {
            Blueprint target = model.get(relation.target());
            if (target == null || relation.many() || paths.size() > MOST) {
                continue;
            }
            String next = path + relation.identifier();
            if (target.ownershipType().filter("Direct"::equals).isPresent()) {
                paths.add(next);
            }
            if (depth < DEEPEST_OWNER) {
                owners(next + ".", target, depth + 1, paths);
            }
        }
    }

    /// By the targets that the definition's aggregations have.
    Map<String, Aggregated> aggregated() {
        Map<String, Aggregated> found = new LinkedHashMap<>();
        for (AggregationDefinition aggregation : edited.aggregations().values()) {
            Blueprint target = model.get(aggregation.target());
            if (target != null) {
                found.put(aggregation.target(), of(target));
            }
        }
        return found;
    }

    private static Aggregated of(Blueprint target) {
        List<String> numbers = Stream.of(
                        target.properties().values().stream()
                                .filter(property -> property.type() == PropertyType.NUMBER)
                                .map(PropertyDefinition::identifier),
                        target.calculations().values().stream()
                                .filter(calculation -> calculation.shape().type() == PropertyType.NUMBER)
                                .map(CalculationDefinition::identifier),
                        target.aggregations().keySet().stream())
                .flatMap(each -> each)
                .toList();
        List<String> times = new ArrayList<>(List.of("$createdAt", "$updatedAt"));
        target.propertiesWith(PropertyFormat.DATE_TIME).forEach(property -> times.add(property.identifier()));
        return new Aggregated(numbers, times);
    }
}

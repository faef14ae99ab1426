package io.portolan.changelog;

import io.portolan.kernel.Origin;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Which changes to read; a null or empty part filters nothing.
///
/// @param resources values of [ChangeKind#resourceType()]
/// @param actions values of [ChangeKind#action()]
/// @param actor e-mail, client id or name contains this
/// @param from earliest moment, included
/// @param to latest moment, excluded
/// @param withoutBlueprints changes that belong to none of these
public record ChangeFilter(
        @Nullable String blueprint,
        @Nullable String identifier,
        @Nullable String runId,
        Set<String> resources,
        Set<String> actions,
        @Nullable String actor,
        @Nullable Origin origin,
        @Nullable Instant from,
        @Nullable Instant to,
        Set<String> withoutBlueprints) {

    public ChangeFilter {
        withoutBlueprints = Set.copyOf(withoutBlueprints);
        resources = Set.copyOf(resources);
        actions = Set.copyOf(actions);
    }

    public static ChangeFilter any() {
        return new ChangeFilter(null, null, null, Set.of(), Set.of(), null, null, null, null, Set.of());
    }

    /// Everything that happened to one entity.
    public static ChangeFilter entity(String blueprint, String identifier) {
        return any().withBlueprint(blueprint).withIdentifier(identifier).withResources(Set.of("entity"));
    }

    /// Everything done on behalf of one run, and to the run itself.
    public static ChangeFilter run(String runId) {
        return any().withRun(runId);
    }

    public ChangeFilter withBlueprint(@Nullable String value) {
        return new ChangeFilter(
                value, identifier, runId, resources, actions, actor, origin, from, to, withoutBlueprints);
    }

    public ChangeFilter withIdentifier(@Nullable String value) {
        return new ChangeFilter(
                blueprint, value, runId, resources, actions, actor, origin, from, to, withoutBlueprints);
    }

    public ChangeFilter withRun(@Nullable String value) {
        return new ChangeFilter(
                blueprint, identifier, value, resources, actions, actor, origin, from, to, withoutBlueprints);
    }

    public ChangeFilter withResources(Set<String> value) {
        return new ChangeFilter(
                blueprint, identifier, runId, value, actions, actor, origin, from, to, withoutBlueprints);
    }

    public ChangeFilter withActions(Set<String> value) {
        return new ChangeFilter(
                blueprint, identifier, runId, resources, value, actor, origin, from, to, withoutBlueprints);
    }

    public ChangeFilter withActor(@Nullable String value) {
        return new ChangeFilter(
                blueprint, identifier, runId, resources, actions, value, origin, from, to, withoutBlueprints);
    }

    public ChangeFilter withOrigin(@Nullable Origin value) {
        return new ChangeFilter(
                blueprint, identifier, runId, resources, actions, actor, value, from, to, withoutBlueprints);
    }

    public ChangeFilter between(@Nullable Instant start, @Nullable Instant end) {
        return new ChangeFilter(
                blueprint, identifier, runId, resources, actions, actor, origin, start, end, withoutBlueprints);
    }

    /// Without changes that belong to these blueprints.
    public ChangeFilter without(Set<String> blueprints) {
        return new ChangeFilter(blueprint, identifier, runId, resources, actions, actor, origin, from, to, blueprints);
    }

    /// The kinds that remain after `resources` and `actions`.
    List<String> kinds() {
        return java.util.Arrays.stream(ChangeKind.values())
                .filter(kind -> resources.isEmpty() || resources.contains(kind.resourceType()))
                .filter(kind -> actions.isEmpty() || actions.contains(kind.action()))
                .map(Enum::name)
                .toList();
    }
}

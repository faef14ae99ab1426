package io.portolan.changelog;

import io.portolan.kernel.Json;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// A change about to be appended.
///
/// @param blueprint of the entity or scorecard; null for what belongs to none
/// @param identifier of the thing that changed
/// @param runId the run on whose behalf it changed; for `RUN_…` kinds the run itself
/// @param before whole wire JSON; null when it was created
/// @param after whole wire JSON; null when it was deleted
/// @param context further facts, such as `propertyIdentifier` of a timer; no secrets
public record NewChange(
        ChangeKind kind,
        @Nullable String blueprint,
        String identifier,
        @Nullable String runId,
        @Nullable ObjectNode before,
        @Nullable ObjectNode after,
        ObjectNode context) {

    public static NewChange created(ChangeKind kind, @Nullable String blueprint, String identifier, ObjectNode after) {
        return new NewChange(kind, blueprint, identifier, null, null, after, Json.object());
    }

    public static NewChange updated(
            ChangeKind kind, @Nullable String blueprint, String identifier, ObjectNode before, ObjectNode after) {
        return new NewChange(kind, blueprint, identifier, null, before, after, Json.object());
    }

    public static NewChange deleted(ChangeKind kind, @Nullable String blueprint, String identifier, ObjectNode before) {
        return new NewChange(kind, blueprint, identifier, null, before, null, Json.object());
    }

    /// Something that happened without a before and after, such as a sign-in.
    public static NewChange event(ChangeKind kind, String identifier, ObjectNode context) {
        return new NewChange(kind, null, identifier, null, null, null, context);
    }

    /// The same change made on behalf of a run.
    public NewChange inRun(@Nullable String run) {
        return new NewChange(kind, blueprint, identifier, run, before, after, context);
    }

    public NewChange withContext(ObjectNode facts) {
        return new NewChange(kind, blueprint, identifier, runId, before, after, facts);
    }
}

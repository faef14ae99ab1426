package io.portolan.catalog;

import org.jspecify.annotations.Nullable;

/// How drafts are written: the flags of dialect section 2.
///
/// @param presence what is expected of the entity before the write
/// @param merge give only some values; the others stay. Otherwise the draft is the whole new state
/// @param validationOnly check everything, write nothing
/// @param createMissing make bare entities for relation targets that do not exist
/// @param runId the run that this write belongs to
/// @param datasource User-Agent of the writer
/// @param version [Entity#version()] of the state that the writer has seen; null when any will do
public record WriteOptions(
        Presence presence,
        boolean merge,
        boolean validationOnly,
        boolean createMissing,
        @Nullable String runId,
        @Nullable String datasource,
        @Nullable Long version) {

    /// What is expected of the entity before the write.
    public enum Presence {
        /// It must not exist: otherwise [io.portolan.kernel.PortalException.Conflict].
        ABSENT,
        /// It must exist: otherwise [io.portolan.kernel.PortalException.NotFound].
        PRESENT,
        /// Either.
        ANY
    }

    public static WriteOptions create() {
        return new WriteOptions(Presence.ABSENT, false, false, false, null, null, null);
    }

    /// Create or replace all values.
    public static WriteOptions upsert() {
        return new WriteOptions(Presence.ANY, false, false, false, null, null, null);
    }

    /// Create, or change the given values only.
    public static WriteOptions mergeUpsert() {
        return new WriteOptions(Presence.ANY, true, false, false, null, null, null);
    }

    /// Change the given values of an entity that exists.
    public static WriteOptions patch() {
        return new WriteOptions(Presence.PRESENT, true, false, false, null, null, null);
    }

    /// Replace all values of an entity that exists.
    public static WriteOptions replace() {
        return new WriteOptions(Presence.PRESENT, false, false, false, null, null, null);
    }

    public WriteOptions withRun(@Nullable String run) {
        return new WriteOptions(presence, merge, validationOnly, createMissing, run, datasource, version);
    }

    public WriteOptions withDatasource(@Nullable String userAgent) {
        return new WriteOptions(presence, merge, validationOnly, createMissing, runId, userAgent, version);
    }

    public WriteOptions withCreateMissing(boolean create) {
        return new WriteOptions(presence, merge, validationOnly, create, runId, datasource, version);
    }

    public WriteOptions withValidationOnly(boolean only) {
        return new WriteOptions(presence, merge, only, createMissing, runId, datasource, version);
    }

    /// Only over this version of the entity: otherwise [io.portolan.kernel.PortalException.Conflict].
    public WriteOptions against(long seen) {
        return new WriteOptions(presence, merge, validationOnly, createMissing, runId, datasource, seen);
    }
}

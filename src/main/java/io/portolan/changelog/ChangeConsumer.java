package io.portolan.changelog;

/// A reaction to changes, durable and repeated until it succeeds.
///
/// A consumer may see a change again (the process was killed, or it failed half-way) and must then do nothing twice.
/// Changes with the same key come one at a time and in order; a failed one holds up those behind it until it succeeds
/// or is put aside.
public interface ChangeConsumer {

    /// Stable name, kept in the database: never rename.
    String name();

    /// Whether the change concerns this consumer. Called inside the writer's transaction, so it must be quick, read
    /// nothing from the database and never throw.
    boolean wants(Change change);

    /// The key within which order is kept: one entity by default.
    default String key(Change change) {
        return change.blueprint() == null ? change.identifier() : change.blueprint() + "/" + change.identifier();
    }

    /// Who shares a lane waits for each other; the lanes take turns. By default a consumer has one for all of its work.
    /// A consumer that calls out of the portal names one for each place that may be slow. Bound as [#wants].
    default String lane(Change change) {
        return name();
    }

    /// Reacts, outside any transaction. Throwing means: try again later.
    void handle(Change change) throws Exception;
}

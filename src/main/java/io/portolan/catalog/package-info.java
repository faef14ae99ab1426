/// The catalog: entities, their relations, search and history (dialect sections 2 and 3).
///
/// Invariants: every write of an entity goes through [EntityService] and is valid against its blueprint; a write that
/// changes nothing leaves no trace; every read of more than one entity goes through [EntitySearch] and is bounded.
/// Lock order: model (advisory), then entities by blueprint and identifier. Start reading at [EntityService], then
/// `EntityWriter`.
@NullMarked
package io.portolan.catalog;

import org.jspecify.annotations.NullMarked;

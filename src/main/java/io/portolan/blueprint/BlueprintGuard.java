package io.portolan.blueprint;

import io.portolan.kernel.Violation;
import java.util.List;

/// Somebody who depends on blueprints and has a say when one changes or goes: the catalog for its entities, others for
/// what they built upon it.
public interface BlueprintGuard {

    /// What is wrong with a definition, new or changed, beyond what the model itself can tell.
    default List<Violation> violations(Blueprint blueprint) {
        return List.of();
    }

    /// What is wrong with rights that somebody wants to set, beyond their form; pointers begin with `/entities`.
    default List<Violation> violations(BlueprintRights rights) {
        return List.of();
    }

    /// What stands against replacing `before` by `after`; empty when nothing does.
    List<Objection> objectionsToChange(Blueprint before, Blueprint after);

    /// What stands against deleting the blueprint; empty when nothing does.
    List<Objection> objectionsToDeletion(Blueprint blueprint);

    /// One reason against a change.
    ///
    /// @param pointer JSON pointer into the new definition
    /// @param reason what would break, with numbers, and the way out
    /// @param affected how many entities (or other things) it would break
    /// @param byEntities it stands only as long as the blueprint has entities
    record Objection(String pointer, String reason, long affected, boolean byEntities) {

        public Objection(String pointer, String reason, long affected) {
            this(pointer, reason, affected, false);
        }
    }
}

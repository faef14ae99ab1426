package io.portolan.blueprint;

import io.portolan.kernel.Actor;
import java.util.Set;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Somebody who keeps something that speaks of the properties and relations of a blueprint: says beforehand what a
/// change
/// would do to it, and follows a new name.
public interface BlueprintDependent {

    /// A change that is not made yet.
    ///
    /// @param gone identifiers of properties (own and computed) and relations that would no longer be there
    record Change(Blueprint before, Blueprint after, Set<String> gone) {}

    /// Adds what the change would do: to `references` an object with `kind`, `identifier`, `title`, `pointer` and
    /// `names`
    /// for each thing that speaks of what is gone, to `impact` what else there is to say.
    void describe(Change change, ObjectNode impact, ArrayNode references);

    /// A property or relation has a new name: whatever speaks of it follows, within the same transaction.
    default void renamed(String blueprint, String from, String to, Actor actor) {}

    /// A blueprint goes, and with it the actions that were made for it, within the same transaction.
    default void removeActionsOf(String blueprint, Actor actor) {}
}

package io.portolan.catalog;

import io.portolan.blueprint.Blueprint;
import java.util.List;
import java.util.Set;

/// A room that reacts to changes of entities of some blueprints only. Whoever changes what it answers holds the model
/// meanwhile ([io.portolan.blueprint.BlueprintService#lock]), so that no write slips past it.
public interface EntityReader {

    /// The name of its [io.portolan.changelog.ChangeConsumer].
    String consumer();

    /// The blueprints whose entities it wants to hear of.
    ///
    /// @param model all of them, as they are held
    Set<String> blueprints(List<Blueprint> model);
}

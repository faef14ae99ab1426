package io.portolan.kernel;

import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/// What a room offers so that an import of a whole catalog can bring its definitions along: scorecards, actions,
/// pages. Rooms register one as a bean each; `ingest` finds them by their section.
public interface DefinitionImporter {

    /// The key of the list in an import document: `scorecards`, `actions`, `pages`.
    String section();

    /// Creates or replaces the definitions, in the transaction of the caller, which blueprints and entities are
    /// already part of. Nothing is kept when it throws [PortalException.Invalid], whose pointers begin with
    /// the index in the list, such as `/3/levels`.
    ///
    /// @param definitions in the wire format, each with its `identifier` (scorecards also with `blueprint`)
    /// @return how many were created or changed; unchanged ones do not count
    int importAll(List<ObjectNode> definitions, Actor actor);
}

package io.portolan.catalog;

import io.portolan.blueprint.Blueprint;
import io.portolan.blueprint.BlueprintRights.Right;
import io.portolan.blueprint.BlueprintService;
import io.portolan.changelog.ChangeVisibility;
import io.portolan.kernel.Actor;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/// Changes hold whole entities: whoever may not read every entity of a kind does not read its changes. Changes of
/// users and teams are for administrators.
@Component
class EntityChangeVisibility implements ChangeVisibility {

    private final BlueprintService blueprints;
    private final EntityRights rights;

    EntityChangeVisibility(BlueprintService blueprints, EntityRights rights) {
        this.blueprints = blueprints;
        this.rights = rights;
    }

    @Override
    public Set<String> hidden(Actor viewer) {
        if (viewer.isAdmin()) {
            return Set.of();
        }
        return blueprints.all().stream()
                .filter(kind -> DirectoryWriter.keeps(kind.identifier()) || !rights.always(Right.READ, kind, viewer))
                .map(Blueprint::identifier)
                .collect(Collectors.toUnmodifiableSet());
    }
}

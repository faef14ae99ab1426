package io.portolan.blueprint;

import io.portolan.changelog.ChangeKind;
import io.portolan.changelog.ChangeLog;
import io.portolan.changelog.NewChange;
import io.portolan.kernel.Actor;
import io.portolan.kernel.Json;
import io.portolan.kernel.PortalException;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.node.ObjectNode;

/// Reads and changes [BlueprintRights].
@Service
public class BlueprintPermissions {

    private final BlueprintService blueprints;
    private final BlueprintRows rows;
    private final ObjectProvider<BlueprintGuard> guards;
    private final ChangeLog changeLog;

    BlueprintPermissions(
            BlueprintService blueprints,
            BlueprintRows rows,
            ObjectProvider<BlueprintGuard> guards,
            ChangeLog changeLog) {
        this.blueprints = blueprints;
        this.rows = rows;
        this.guards = guards;
        this.changeLog = changeLog;
    }

    /// Who may do what with the entities of a blueprint, in the wire form with every block (dialect section 7.5).
    public ObjectNode of(String identifier) {
        Blueprint blueprint = blueprints.require(identifier);
        return blueprint.rights().toJson(blueprint);
    }

    /// What the rights would be with a change that is not made; throws what stands against it.
    public BlueprintRights with(String identifier, ObjectNode patch) {
        Blueprint blueprint = blueprints.require(identifier);
        PortalException.throwIfAny(BlueprintRights.check(patch, blueprint));
        BlueprintRights wanted = blueprint.rights().with(patch);
        guards.orderedStream().forEach(guard -> PortalException.throwIfAny(guard.violations(wanted)));
        return wanted;
    }

    /// Puts each block that is given in the place of the stored one.
    @Transactional
    public ObjectNode change(String identifier, ObjectNode patch, Actor actor) {
        rows.lockModel();
        ObjectNode before = of(identifier);
        rows.saveRights(identifier, with(identifier, patch));
        ObjectNode after = of(identifier);
        if (!before.equals(after)) {
            ObjectNode document = blueprints.require(identifier).toJson();
            ObjectNode context = Json.object();
            context.putObject("permissions").set("before", before).set("after", after);
            changeLog.append(
                    NewChange.updated(ChangeKind.BLUEPRINT_UPDATED, identifier, identifier, document, document)
                            .withContext(context),
                    actor);
        }
        return after;
    }
}

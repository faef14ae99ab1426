package io.portolan.action;

import io.portolan.blueprint.BlueprintDependent;
import io.portolan.blueprint.Dependents;
import io.portolan.kernel.Actor;
import io.portolan.kernel.Json;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Actions and automations that speak of the properties and relations of a blueprint.
@Component
class ActionDependent implements BlueprintDependent {

    private final ActionService service;
    private final WorkflowService workflows;

    ActionDependent(ActionService service, WorkflowService workflows) {
        this.service = service;
        this.workflows = workflows;
    }

    @Override
    public void describe(Change change, ObjectNode impact, ArrayNode references) {
        for (Action action : service.all()) {
            if (speaksOf(action, change.before().identifier())) {
                Dependents.add(
                        references,
                        action.isAutomation() ? "automation" : "action",
                        action.identifier(),
                        action.title(),
                        action.document(),
                        change);
            }
        }
    }

    @Override
    public void renamed(String blueprint, String from, String to, Actor actor) {
        for (Action action : service.all()) {
            if (speaksOf(action, blueprint)) {
                String identifier = action.identifier();
                workflows
                        .find(identifier)
                        .ifPresentOrElse(
                                workflow -> Dependents.rename(
                                        workflow.document(),
                                        from,
                                        to,
                                        renamed -> workflows.replace(identifier, renamed, actor)),
                                () -> Dependents.rename(
                                        action.document(),
                                        from,
                                        to,
                                        renamed -> service.replace(identifier, renamed, actor)));
            }
        }
    }

    @Override
    public void removeActionsOf(String blueprint, Actor actor) {
        for (Action action : service.all()) {
            if (blueprint.equals(action.blueprint())) {
                service.delete(action.identifier(), actor);
            }
        }
    }

    private static boolean speaksOf(Action action, String blueprint) {
        return Json.write(action.document().path("trigger")).contains("\"" + blueprint + "\"");
    }
}

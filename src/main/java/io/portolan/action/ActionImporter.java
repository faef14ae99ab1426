package io.portolan.action;

import io.portolan.kernel.Actor;
import io.portolan.kernel.DefinitionImporter;
import io.portolan.kernel.PortalException;
import io.portolan.kernel.Violation;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/// Actions and automations in an import.
@Component
class ActionImporter implements DefinitionImporter {

    private final ActionService actions;

    ActionImporter(ActionService actions) {
        this.actions = actions;
    }

    @Override
    public String section() {
        return "actions";
    }

    @Override
    public int importAll(List<ObjectNode> definitions, Actor actor) {
        List<Violation> violations = new ArrayList<>();
        for (int i = 0; i < definitions.size(); i++) {
            String prefix = "/" + i;
            try {
                actions.check(definitions.get(i));
            } catch (PortalException.Invalid e) {
                e.violations().forEach(violation -> violations.add(violation.under(prefix)));
            }
        }
        PortalException.throwIfAny(violations);
        var former = actions.all();
        return (int) actions.define(definitions, actor).stream()
                .filter(action -> !former.contains(action))
                .count();
    }
}

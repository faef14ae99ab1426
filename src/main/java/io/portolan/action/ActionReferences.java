package io.portolan.action;

import io.portolan.blueprint.Blueprint;
import io.portolan.blueprint.BlueprintService;
import io.portolan.expression.Template;
import io.portolan.kernel.Actor;
import io.portolan.kernel.Json;
import io.portolan.kernel.Violation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;
import tools.jackson.databind.node.ObjectNode;

/// What a definition speaks of, and what speaks of an action.
@Service
public class ActionReferences {

    private static final int MOST = 50;

    private final BlueprintService blueprints;
    private final ActionRows actions;
    private final ObjectProvider<ActionReferrer> referrers;

    ActionReferences(BlueprintService blueprints, ActionRows actions, ObjectProvider<ActionReferrer> referrers) {
        this.blueprints = blueprints;
        this.actions = actions;
        this.referrers = referrers;
    }

    /// Automations that wait for runs of the action and pages with a card of it, at most 50.
    public List<ActionUse> uses(String action, Actor viewer) {
        List<ActionUse> found = new ArrayList<>();
        for (Action other : actions.all()) {
            if (action.equals(Json.text(other.trigger().path("event"), "actionIdentifier"))) {
                found.add(new ActionUse("automation", other.identifier(), other.title()));
            }
        }
        referrers.orderedStream().forEach(referrer -> found.addAll(referrer.uses(action, viewer)));
        return found.stream()
                .sorted(Comparator.comparing(ActionUse::kind).thenComparing(ActionUse::title))
                .limit(MOST)
                .toList();
    }

    /// The blueprints, properties, relations and actions that a definition names and that do not exist, by their
    /// places. What a template decides cannot be known.
    public List<Violation> missing(ObjectNode document) {
        List<Violation> missing = new ArrayList<>();
        blueprint(document, "/trigger/blueprintIdentifier", missing);
        blueprint(document, "/trigger/event/blueprintIdentifier", missing);
        String awaited = document.at("/trigger/event/actionIdentifier").stringValue("");
        if (!awaited.isEmpty() && actions.find(awaited).isEmpty()) {
            missing.add(Violation.at(
                    "/trigger/event/actionIdentifier",
                    "names an action that does not exist: \"" + awaited
                            + "\". Restore it first, or choose another one"));
        }
        String inputs = "/trigger/userInputs/properties";
        for (String input : document.at(inputs).propertyNames()) {
            String pointer = inputs + "/" + Violation.escape(input);
            blueprint(document, pointer + "/blueprint", missing);
            blueprint(document, pointer + "/items/blueprint", missing);
        }
        call(document, "/invocationMethod", missing);
        for (int i = 0; i < document.path("steps").size(); i++) {
            call(document, "/steps/" + i + "/invocationMethod", missing);
            call(document, "/steps/" + i + "/compensation", missing);
        }
        return missing;
    }

    private void call(ObjectNode document, String pointer, List<Violation> missing) {
        Blueprint target =
                blueprint(document, pointer + "/blueprintIdentifier", missing).orElse(null);
        if (target != null) {
            names(document, pointer + "/mapping/properties", target.properties().keySet(), "property", missing);
            names(document, pointer + "/mapping/relations", target.relations().keySet(), "relation", missing);
        }
    }

    private static void names(
            ObjectNode document, String pointer, Set<String> known, String what, List<Violation> missing) {
        for (String name : document.at(pointer).propertyNames()) {
            if (!Template.isTemplate(name) && !known.contains(name)) {
                missing.add(Violation.at(
                        pointer + "/" + Violation.escape(name),
                        "is a " + what + " that the blueprint does not have. Add it, or save a definition without it"));
            }
        }
    }

    private Optional<Blueprint> blueprint(ObjectNode document, String pointer, List<Violation> missing) {
        String name = document.at(pointer).stringValue("");
        if (name.isEmpty() || Template.isTemplate(name)) {
            return Optional.empty();
        }
        Optional<Blueprint> found = blueprints.find(name);
        if (found.isEmpty()) {
            missing.add(Violation.at(
                    pointer,
                    "names a blueprint that does not exist: \"" + name + "\". Make it again, or choose another one"));
        }
        return found;
    }
}

package io.portolan.action.ui;

import io.portolan.access.Secret;
import io.portolan.access.SecretService;
import io.portolan.action.UserInput;
import io.portolan.action.UserInputs;
import io.portolan.blueprint.Blueprint;
import io.portolan.blueprint.BlueprintService;
import io.portolan.kernel.Json;
import io.portolan.ui.CodeEditor.Completion;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/// What the templates and rules of an action may speak of, to be proposed while somebody types.
@Component
class TemplatePaths {

    private static final List<String> FUNCTIONS = List.of(
            "ascii_downcase",
            "ascii_upcase",
            "contains",
            "endswith",
            "first",
            "fromjson",
            "gsub",
            "if . then . else . end",
            "join(\", \")",
            "keys",
            "last",
            "length",
            "ltrimstr",
            "map(.)",
            "now",
            "rtrimstr",
            "select(.)",
            "split(\",\")",
            "startswith",
            "sub",
            "test",
            "todate",
            "tojson",
            "tonumber",
            "tostring",
            "unique");

    private final BlueprintService blueprints;
    private final SecretService secrets;

    TemplatePaths(BlueprintService blueprints, SecretService secrets) {
        this.blueprints = blueprints;
        this.secrets = secrets;
    }

    /// For templates of the backend.
    List<Completion> ofBackend(ActionDraft draft) {
        List<Completion> found = new ArrayList<>();
        if (draft.isAutomation()) {
            String kind = Json.text(draft.document().at("/trigger/event"), "blueprintIdentifier");
            for (String part : List.of("before", "after")) {
                entity(".event.diff." + part, kind, found);
            }
            add(found, "", ".event.action", ".event.context.entityIdentifier", ".event.context.blueprintIdentifier");
        } else {
            inputs(".inputs", draft.inputs(), found);
            entity(".entity", draft.blueprint(), found);
        }
        add(
                found,
                "",
                ".trigger.by.user.email",
                ".trigger.by.user.name",
                ".trigger.by.userId",
                ".trigger.at",
                ".trigger.origin",
                ".trigger.operation",
                ".run.id",
                ".action.identifier",
                ".action.blueprint",
                ".blueprint.identifier",
                ".blueprint.title");
        for (JsonNode step : draft.document().path("steps")) {
            String name = ".outputs." + step.path("identifier").stringValue("");
            add(found, step.path("title").stringValue(""), name + ".status", name + ".response.data");
        }
        for (Secret secret : secrets.all()) {
            found.add(new Completion(".secrets." + secret.name(), "secret"));
        }
        add(found, "function", FUNCTIONS.toArray(String[]::new));
        return found;
    }

    /// For the rules of the form.
    List<Completion> ofForm(ActionDraft draft) {
        List<Completion> found = new ArrayList<>();
        inputs(".form", draft.inputs(), found);
        entity(".entity", draft.blueprint(), found);
        add(found, "", ".user.email", ".user.name", ".user.mainRole", ".user.roles", ".user.teams");
        add(found, "", ".user.teamsIdentifiers");
        add(found, "function", FUNCTIONS.toArray(String[]::new));
        return found;
    }

    private void inputs(String root, UserInputs inputs, List<Completion> found) {
        for (UserInput input : inputs.all()) {
            String path = root + "." + input.identifier();
            found.add(new Completion(path, input.title()));
            if (!input.isArray() && input.isEntity()) {
                entity(path, input.entityBlueprint(), found);
            }
        }
    }

    private void entity(String path, @Nullable String kind, List<Completion> found) {
        Blueprint blueprint = kind == null ? null : blueprints.find(kind).orElse(null);
        if (blueprint == null) {
            return;
        }
        for (String part : List.of("identifier", "title", "blueprint", "team")) {
            found.add(new Completion(path + "." + part, blueprint.title()));
        }
        blueprint
                .properties()
                .forEach((name, property) -> found.add(new Completion(path + ".properties." + name, property.title())));
        blueprint.relations().keySet().forEach(name -> found.add(new Completion(path + ".relations." + name, "")));
    }

    private static void add(List<Completion> found, String detail, String... labels) {
        for (String label : labels) {
            found.add(new Completion(label, detail));
        }
    }
}

package io.portolan.action.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import io.portolan.access.TeamService;
import io.portolan.access.UserService;
import io.portolan.action.Action;
import io.portolan.action.ActionReferences;
import io.portolan.action.ActionSchema;
import io.portolan.action.ActionVersions;
import io.portolan.action.DryRun;
import io.portolan.action.RunService;
import io.portolan.blueprint.BlueprintService;
import io.portolan.catalog.ui.EntityPickers;
import io.portolan.kernel.Actor;
import io.portolan.ui.CodeEditor.Completion;
import io.portolan.ui.DifferenceList;
import io.portolan.ui.Icons;
import io.portolan.ui.Texts;
import io.portolan.ui.form.Pickers;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import tools.jackson.databind.node.ObjectNode;

/// Makes the parts of the builder of actions, each over one draft.
@org.springframework.stereotype.Component
class BuilderParts {

    private final BlueprintService blueprints;
    private final TemplatePaths paths;
    private final EntityPickers pickers;
    private final TeamService teams;
    private final UserService users;
    private final DryRun dryRun;
    private final RunService runs;
    private final ActionVersions versions;
    private final ActionReferences references;

    BuilderParts(
            BlueprintService blueprints,
            TemplatePaths paths,
            EntityPickers pickers,
            TeamService teams,
            UserService users,
            DryRun dryRun,
            RunService runs,
            ActionVersions versions,
            ActionReferences references) {
        this.blueprints = blueprints;
        this.paths = paths;
        this.pickers = pickers;
        this.teams = teams;
        this.users = users;
        this.dryRun = dryRun;
        this.runs = runs;
        this.versions = versions;
        this.references = references;
    }

    Pickers pickers(Actor actor) {
        return pickers.of(actor);
    }

    List<Completion> completions(ActionDraft draft) {
        return paths.ofBackend(draft);
    }

    /// What the JSON of the draft can say; see [ActionSchema].
    ObjectNode schema(ActionDraft draft) {
        return ActionSchema.of(blueprints.all(), draft.document(), Texts::get, Icons.names());
    }

    Component form(ActionDraft draft, Actor actor) {
        return new FormTab(draft, blueprints.all(), paths, pickers.of(actor));
    }

    /// @param made what stands in the preview of the form
    Component backend(ActionDraft draft, String identifier, Actor actor, Supplier<ObjectNode> made) {
        Pickers choices = pickers.of(actor);
        return new Div(
                new BackendTab(draft, paths, choices),
                new BackendTrial(draft, identifier, dryRun, runs, choices, actor, made));
    }

    Component approval(ActionDraft draft) {
        return new ApprovalTab(draft, new RightsBlock(draft, "approve", teams, users));
    }

    Component rights(ActionDraft draft) {
        return new RightsBlock(draft, "execute", teams, users);
    }

    VersionsPanel versions(String identifier, Actor actor, Consumer<Action> restored) {
        return new VersionsPanel(versions, identifier, actor, restored);
    }

    /// What the draft changes against what is stored.
    Dialog changes(ActionDraft draft) {
        Dialog dialog = new Dialog(Texts.get("blueprint.changes"));
        dialog.setWidth("min(52rem, 96vw)");
        dialog.add(new DifferenceList(draft.former(), draft.state()));
        dialog.getFooter().add(new Button(Texts.get("ui.close"), event -> dialog.close()));
        return dialog;
    }

    /// What speaks of the action, for people.
    List<String> uses(String identifier, Actor actor) {
        return identifier.isEmpty()
                ? List.of()
                : references.uses(identifier, actor).stream()
                        .map(use -> Texts.get("action.uses." + use.kind(), use.title()))
                        .toList();
    }
}

package io.portolan.action;

import io.portolan.access.Permission;
import io.portolan.access.Permissions;
import io.portolan.kernel.Actor;
import io.portolan.kernel.Json;
import io.portolan.kernel.PortalException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.BooleanNode;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.ObjectNode;

/// Defines workflows (dialect section 6.1): each is an action or automation with steps, made of its graph, and
/// the graph itself, which is given back as it came. Whoever may manage actions may do all of this.
@Service
public class WorkflowService {

    private final ActionService actions;
    private final WorkflowRows rows;
    private final Permissions permissions;

    WorkflowService(ActionService actions, WorkflowRows rows, Permissions permissions) {
        this.actions = actions;
        this.rows = rows;
        this.permissions = permissions;
    }

    /// All workflows, oldest first.
    public List<Workflow> all() {
        Map<String, ObjectNode> documents = rows.all();
        return actions.all().stream()
                .filter(action -> documents.containsKey(action.identifier()))
                .map(action -> new Workflow(action, Objects.requireNonNull(documents.get(action.identifier()))))
                .toList();
    }

    public Optional<Workflow> find(String identifier) {
        return rows.find(identifier)
                .flatMap(document -> actions.find(identifier).map(action -> new Workflow(action, document)));
    }

    /// Throws [PortalException.NotFound].
    public Workflow require(String identifier) {
        return find(identifier).orElseThrow(() -> new PortalException.NotFound("Workflow", identifier));
    }

    /// The action that a graph would become, for previews; nothing is stored. Throws [PortalException.Invalid] with the
    /// places in the graph.
    public ObjectNode translated(ObjectNode definition) {
        return WorkflowTranslator.translate(given(definition));
    }

    /// Throws [PortalException.Invalid] with the places in the graph, [PortalException.Conflict] when an action or a
    /// workflow has the identifier, and [PortalException.Forbidden].
    @Transactional
    public Workflow create(ObjectNode definition, Actor actor) {
        permissions.require(actor, Permission.MANAGE_ACTIONS);
        ObjectNode document = given(definition);
        ObjectNode translated = WorkflowTranslator.translate(document);
        ObjectNode rights = rights(new Workflow(actions.draft(translated), document));
        Action action = actions.create(translated, rights, actor);
        rows.save(action.identifier(), document);
        return new Workflow(action, document);
    }

    /// Puts another graph in the place of a former one; the identifier may change. Who may start it changes where the
    /// trigger's permissions did.
    @Transactional
    public Workflow replace(String identifier, ObjectNode definition, Actor actor) {
        permissions.require(actor, Permission.MANAGE_ACTIONS);
        Workflow former = require(identifier);
        ObjectNode document = given(definition);
        Action action = actions.replaceByWorkflow(identifier, WorkflowTranslator.translate(document), actor);
        rows.save(action.identifier(), document);
        Workflow next = new Workflow(action, document);
        if (!Objects.equals(rights(next), rights(former))) {
            grant(next, actor);
        }
        return require(action.identifier());
    }

    /// Deletes the definition; its runs stay.
    @Transactional
    public void delete(String identifier, Actor actor) {
        permissions.require(actor, Permission.MANAGE_ACTIONS);
        actions.delete(require(identifier).identifier(), actor);
    }

    /// Whether people see it and events start it.
    @Transactional
    public Workflow publish(String identifier, boolean on, Actor actor) {
        return replace(identifier, require(identifier).withTrigger("published", BooleanNode.valueOf(on)), actor);
    }

    /// Who may start it, in the shape of `execute`; JSON null for administrators only. That counts from then on,
    /// also when the graph said so before and the action's own permissions have been changed since. Throws
    /// [PortalException.Invalid] for a node that does not start the workflow by hand.
    @Transactional
    public Workflow permit(String identifier, String node, JsonNode execute, Actor actor) {
        Workflow workflow = require(identifier);
        requireTrigger(workflow, node);
        JsonNode value = execute.isObject() ? execute.deepCopy() : NullNode.getInstance();
        grant(replace(identifier, workflow.withTrigger("permissions", value), actor), actor);
        return require(identifier);
    }

    /// Who may start it. Throws [PortalException.Invalid] for a node that does not start the workflow by hand.
    public JsonNode permissionsOf(String identifier, String node) {
        Workflow workflow = require(identifier);
        requireTrigger(workflow, node);
        return workflow.action().permissions().document().path("execute").deepCopy();
    }

    private static void requireTrigger(Workflow workflow, String node) {
        String type = Json.text(workflow.node(node).path("config"), "type");
        if (!"SELF_SERVE_TRIGGER".equals(type)) {
            throw new PortalException.Invalid("", "Only the node that people start a workflow with has permissions");
        }
    }

    private void grant(Workflow workflow, Actor actor) {
        ObjectNode rights = rights(workflow);
        if (rights != null) {
            actions.patchPermissions(workflow.identifier(), rights, actor);
        }
    }

    /// The permissions of its action, as a patch; null for an automation, which nobody starts.
    private static @Nullable ObjectNode rights(Workflow workflow) {
        if (workflow.action().isAutomation()) {
            return null;
        }
        ObjectNode rights = Json.object();
        rights.set("execute", workflow.execute());
        return rights;
    }

    private static ObjectNode given(ObjectNode definition) {
        ObjectNode document = definition.deepCopy();
        document.remove(WorkflowTranslator.READ_ONLY);
        return document;
    }
}

package io.portolan.action;

import io.portolan.kernel.Json;
import io.portolan.kernel.PortalException;
import io.portolan.kernel.Violation;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/// Makes an action with steps of a workflow's graph, so that one engine carries out both. Each node becomes a step; it
/// is done when the node before it was and, behind a node that decides, its way out was chosen. Pure.
final class WorkflowTranslator {

    static final List<String> READ_ONLY =
            List.of("id", "createdAt", "createdBy", "updatedAt", "updatedBy", "version", "publishedVersion");
    private static final Set<String> KEYS = Set.of(
            "identifier", "title", "icon", "description", "category", "allowAnyoneToViewRuns", "nodes", "connections");
    private static final int MOST_LINKS = 3;

    /// The trigger and a step for each other one.
    private static final int MOST_NODES = StepValidator.MOST_STEPS + 1;

    private static final String APPROVAL = "/approval";
    private static final Pattern STEP = Pattern.compile("^/steps/(\\d+)(/.*)?$");

    private final Shape workflow;
    private final WorkflowGraph graph;
    private final List<String> order;

    private WorkflowTranslator(ObjectNode document) {
        workflow = Shape.root(document);
        workflow.only(KEYS);
        workflow.text("category", 40);
        JsonNode nodes = document.path("nodes");
        if (!nodes.isArray() || nodes.size() > MOST_NODES) {
            workflow.wrong("nodes", "must be an array of at most " + MOST_NODES + " nodes");
            throw new PortalException.Invalid(workflow.violations());
        }
        graph = WorkflowGraph.read(workflow);
        order = graph.ordered();
    }

    /// The action. Throws [PortalException.Invalid] with the places in the workflow.
    static ObjectNode translate(ObjectNode document) {
        return new WorkflowTranslator(document).action();
    }

    private ObjectNode action() {
        List<String> triggers = graph.triggers();
        JsonNode nodes = workflow.object().path("nodes");
        for (int i = 0; i < nodes.size(); i++) {
            node(nodes.get(i), "/nodes/" + i);
        }
        if (triggers.size() != 1) {
            workflow.wrong("nodes", "must have exactly one trigger, but have " + triggers.size());
        } else if (order.isEmpty() && workflow.violations().isEmpty()) {
            workflow.wrong("nodes", "need at least one node behind the trigger");
        }
        PortalException.throwIfAny(workflow.violations());
        String trigger = triggers.getFirst();
        Shape start = config(trigger);
        ObjectNode action = Json.object();
        for (String key : List.of("identifier", "title", "icon", "description", "allowAnyoneToViewRuns")) {
            if (workflow.has(key)) {
                action.set(key, workflow.object().get(key));
            }
        }
        action.put("triggerIdentifier", trigger);
        action.set("trigger", WorkflowTrigger.translate(start));
        if (start.has("published")) {
            action.set("publish", start.object().get("published"));
        }
        var steps = action.putArray("steps");
        order.forEach(node -> steps.add(step(node)));
        PortalException.throwIfAny(workflow.violations());
        PortalException.throwIfAny(ActionValidator.validate(action).stream()
                .map(violation ->
                        new Violation(inWorkflow(violation.pointer(), trigger), violation.reason(), violation.value()))
                .toList());
        return action;
    }

    private void node(JsonNode given, String pointer) {
        if (!(given instanceof ObjectNode object)) {
            workflow.violations().add(Violation.at(pointer, "must be object", given));
            return;
        }
        Shape node = new Shape(object, pointer, workflow.violations());
        node.only(Set.of("identifier", "title", "icon", "description", "config", "variables", "links", "verbose"));
        String identifier = node.requiredText("identifier");
        if (identifier != null && !StepValidator.IDENTIFIER.matcher(identifier).matches()) {
            node.wrong("identifier", StepValidator.NAMED);
        }
        if (node.strings("links").size() > MOST_LINKS) {
            node.wrong("links", "must be at most " + MOST_LINKS);
        }
        Shape config = node.child("config", true);
        if (config != null) {
            config.requiredText("type");
        }
    }

    private Shape config(String node) {
        int place = graph.place(node);
        return new Shape(
                (ObjectNode) workflow.object().path("nodes").path(place).path("config"),
                "/nodes/" + place + "/config",
                workflow.violations());
    }

    private ObjectNode step(String node) {
        JsonNode given = workflow.object().path("nodes").path(graph.place(node));
        Shape config = config(node);
        ObjectNode step = Json.object().put("identifier", node);
        String title = Json.text(given, "title");
        step.put("title", title == null || title.isBlank() ? node : title);
        String condition = condition(node);
        if (condition != null) {
            step.put("condition", condition);
        }
        ObjectNode body = config.object().deepCopy();
        body.remove(List.of("onFailure", "onTimeout"));
        switch (graph.type(node)) {
            case "WEBHOOK" -> {
                if (!body.has("synchronized")) {
                    body.put("synchronized", !body.path("agent").booleanValue(false));
                }
                timeout(config);
                step.set("invocationMethod", body);
            }
            case "UPSERT_ENTITY", "KAFKA", "INTEGRATION_ACTION" -> step.set("invocationMethod", body);
            case "CONDITION" -> {
                config.only(Set.of("type", "outlets", "options"));
                step.putObject("choice").set("outlets", body.path(WorkflowGraph.waysOut(body)));
            }
            case "INPUT" -> {
                ObjectNode approval = WorkflowInput.translate(config);
                step.set("approval", approval);
                String decline = Json.text(approval, "declineOutlet");
                if (graph.outOf(node).stream().anyMatch(edge -> decline != null && decline.equals(edge.outlet()))) {
                    step.put("onFailure", "continue");
                }
            }
            default ->
                config.wrong(
                        "type",
                        "cannot be carried out here; nodes can be WEBHOOK, UPSERT_ENTITY, KAFKA, INTEGRATION_ACTION,"
                                + " CONDITION and INPUT");
        }
        if (config.has("onFailure") && !"INPUT".equals(graph.type(node))) {
            step.set("onFailure", config.object().get("onFailure"));
        }
        for (String key : List.of("variables", "links")) {
            if (given.hasNonNull(key) && !given.path(key).isEmpty()) {
                step.set(key, given.path(key).deepCopy());
            }
        }
        return step;
    }

    /// An answer that does not come fails the node; only with `onFailure` does the run go on.
    private static void timeout(Shape config) {
        config.oneOf("onTimeout", Set.of("fail", "continue"));
        if ("continue".equals(Json.text(config.object(), "onTimeout")) && !goesOn(config)) {
            config.wrong("onTimeout", "needs onFailure continue beside it: a call without an answer has failed");
        }
    }

    private static boolean goesOn(Shape config) {
        return "continue".equals(Json.text(config.object(), "onFailure"));
    }

    /// When the step is done, over the states of the steps before it; null for always.
    private @Nullable String condition(String node) {
        List<WorkflowGraph.Edge> into = graph.into(node);
        if (into.stream().anyMatch(edge -> WorkflowTrigger.isTrigger(graph.type(edge.from())))) {
            return null;
        }
        return into.isEmpty() ? "false" : into.stream().map(this::taken).collect(Collectors.joining(" or "));
    }

    private String taken(WorkflowGraph.Edge edge) {
        String step = ".steps[" + literal(edge.from()) + "]";
        String outlet = edge.outlet();
        if (outlet != null) {
            return "(" + step + ".outlet == " + literal(outlet) + ")";
        }
        if (edge.fallback()) {
            return "(" + step + ".status == \"SUCCESS\" and " + step + ".outlet == null)";
        }
        String success = step + ".status == \"SUCCESS\"";
        return goesOn(config(edge.from()))
                ? "(" + success + " or " + step + ".status == \"FAILURE\")"
                : "(" + success + ")";
    }

    /// A text as jq writes it.
    private static String literal(String text) {
        return Json.write(StringNode.valueOf(text));
    }

    /// The place in the workflow that a place in the action came from.
    private String inWorkflow(String pointer, String trigger) {
        Matcher step = STEP.matcher(pointer);
        if (step.matches()) {
            String node = order.get(Integer.parseInt(step.group(1)));
            String rest = step.group(2) == null ? "" : step.group(2);
            return "/nodes/" + graph.place(node) + inNode(rest, config(node).object());
        }
        if (pointer.startsWith("/trigger")) {
            String rest = pointer.substring("/trigger".length());
            return "/nodes/" + graph.place(trigger)
                    + (pointer.startsWith("/triggerIdentifier") ? "/identifier" : "/config" + rest);
        }
        return pointer.equals("/publish") ? "/nodes/" + graph.place(trigger) + "/config/published" : pointer;
    }

    private static String inNode(String pointer, ObjectNode config) {
        if (pointer.startsWith(APPROVAL)) {
            return "/config" + WorkflowInput.inConfig(pointer.substring(APPROVAL.length()));
        }
        return pointer.replaceFirst("^/choice/outlets", "/config/" + WorkflowGraph.waysOut(config))
                .replaceFirst("^/(invocationMethod|choice)", "/config")
                .replaceFirst("^/onFailure", "/config/onFailure");
    }
}

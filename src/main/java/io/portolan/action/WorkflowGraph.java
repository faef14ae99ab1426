package io.portolan.action;

import io.portolan.kernel.Json;
import io.portolan.kernel.Violation;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The nodes and connections of a workflow as a graph that one run walks along one path: every way out leads to one
/// node, and no way leads back. Pure.
final class WorkflowGraph {

    /// A connection.
    ///
    /// @param outlet the way out that it begins at; null for the only one
    /// @param fallback whether it is taken when no way out was chosen
    record Edge(String from, String to, @Nullable String outlet, boolean fallback, String pointer) {}

    /// Place of a node in the definition.
    private final Map<String, Integer> places = new LinkedHashMap<>();

    private final Map<String, String> types = new HashMap<>();
    private final Map<String, Set<String>> outlets = new HashMap<>();
    private final List<Edge> edges = new ArrayList<>();
    private final List<Violation> violations;

    private WorkflowGraph(List<Violation> violations) {
        this.violations = violations;
    }

    static WorkflowGraph read(Shape workflow) {
        WorkflowGraph graph = new WorkflowGraph(workflow.violations());
        graph.readNodes(workflow.object().path("nodes"));
        JsonNode connections = workflow.object().path("connections");
        if (!connections.isMissingNode() && !connections.isNull() && !connections.isArray()) {
            workflow.wrong("connections", "must be an array of connections");
        }
        for (int i = 0; i < connections.size(); i++) {
            String pointer = "/connections/" + i;
            if (connections.get(i) instanceof ObjectNode connection) {
                graph.readEdge(new Shape(connection, pointer, workflow.violations()));
            } else {
                graph.violations.add(Violation.at(pointer, "must be object", connections.get(i)));
            }
        }
        return graph;
    }

    private void readNodes(JsonNode nodes) {
        for (int i = 0; i < nodes.size(); i++) {
            String identifier = Json.text(nodes.path(i), "identifier");
            if (identifier == null) {
                continue;
            }
            if (places.putIfAbsent(identifier, i) != null) {
                violations.add(Violation.at("/nodes/" + i + "/identifier", "is that of an earlier node"));
            }
            JsonNode config = nodes.path(i).path("config");
            types.put(identifier, config.path("type").asString(""));
            Set<String> ways = new TreeSet<>();
            config.path(waysOut(config))
                    .forEach(outlet -> ways.add(outlet.path("identifier").asString("")));
            outlets.put(identifier, ways);
        }
    }

    /// Under which key a node that decides has its ways out: a condition may call them options.
    static String waysOut(JsonNode config) {
        return config.has("options") && !config.has("outlets") ? "options" : "outlets";
    }

    private void readEdge(Shape connection) {
        connection.only(Set.of(
                "sourceIdentifier",
                "targetIdentifier",
                "sourceOutletIdentifier",
                "sourceOptionIdentifier",
                "fallback",
                "description"));
        connection.bool("fallback");
        String from = known(connection, "sourceIdentifier");
        String to = known(connection, "targetIdentifier");
        if (from == null || to == null) {
            return;
        }
        if (WorkflowTrigger.isTrigger(types.get(to))) {
            connection.wrong("targetIdentifier", "is a trigger, and nothing leads to a trigger");
            return;
        }
        String key = connection.has("sourceOptionIdentifier") ? "sourceOptionIdentifier" : "sourceOutletIdentifier";
        String outlet = connection.text(key, 200);
        boolean fallback = connection.object().path("fallback").booleanValue(false);
        boolean decides = decides(from);
        if (!decides && (outlet != null || fallback)) {
            connection.wrong(outlet != null ? key : "fallback", "makes sense behind CONDITION and INPUT nodes only");
        } else if (decides && outlet == null && !fallback) {
            connection.wrong(key, "is required: the node decides between several ways out");
        } else if (outlet != null && !outlets.getOrDefault(from, Set.of()).contains(outlet)) {
            connection.wrong(key, "is no way out of \"" + from + "\"");
        } else if (fallback && !"CONDITION".equals(types.get(from))) {
            connection.wrong("fallback", "makes sense behind CONDITION nodes only; name a way out");
        }
        Edge edge = new Edge(from, to, outlet, fallback, connection.pointer());
        if (edges.stream()
                .anyMatch(other -> other.from().equals(from)
                        && Objects.equals(other.outlet(), outlet)
                        && other.fallback() == fallback)) {
            connection.wrong(
                    "sourceIdentifier",
                    "has a connection already: branches that run side by side cannot be carried out, put the nodes one"
                            + " behind the other");
            return;
        }
        edges.add(edge);
    }

    private @Nullable String known(Shape connection, String key) {
        String node = connection.requiredText(key);
        if (node != null && !places.containsKey(node)) {
            connection.wrong(key, "names no node of the workflow");
            return null;
        }
        return node;
    }

    private boolean decides(String node) {
        String type = types.get(node);
        return "CONDITION".equals(type) || "INPUT".equals(type);
    }

    String type(String node) {
        return types.getOrDefault(node, "");
    }

    int place(String node) {
        return places.getOrDefault(node, 0);
    }

    List<String> triggers() {
        return places.keySet().stream()
                .filter(node -> WorkflowTrigger.isTrigger(types.get(node)))
                .toList();
    }

    List<Edge> into(String node) {
        return edges.stream().filter(edge -> edge.to().equals(node)).toList();
    }

    List<Edge> outOf(String node) {
        return edges.stream().filter(edge -> edge.from().equals(node)).toList();
    }

    /// All nodes but the triggers, each behind those that lead to it, otherwise as they were given. A way that leads
    /// back becomes a violation.
    List<String> ordered() {
        Map<String, Integer> open = new HashMap<>();
        places.keySet().forEach(node -> open.put(node, into(node).size()));
        List<String> order = new ArrayList<>();
        Set<String> done = new HashSet<>();
        Deque<String> ready = new ArrayDeque<>(
                places.keySet().stream().filter(node -> into(node).isEmpty()).toList());
        while (!ready.isEmpty()) {
            String node = ready.poll();
            done.add(node);
            order.add(node);
            for (Edge edge : outOf(node)) {
                int left = open.getOrDefault(edge.to(), 0) - 1;
                open.put(edge.to(), left);
                if (left == 0) {
                    ready.addFirst(edge.to());
                }
            }
        }
        edges.stream()
                .filter(edge -> !done.contains(edge.from()) && !done.contains(edge.to()))
                .reduce((first, second) -> second)
                .ifPresent(edge -> violations.add(Violation.at(
                        edge.pointer(),
                        "leads in a circle from \"" + edge.from() + "\" to \"" + edge.to()
                                + "\": a run goes forward only")));
        return order.stream()
                .filter(node -> !WorkflowTrigger.isTrigger(types.get(node)))
                .toList();
    }
}

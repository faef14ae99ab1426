package io.portolan.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.ComponentEvent;
import com.vaadin.flow.component.ComponentEventListener;
import com.vaadin.flow.component.DomEvent;
import com.vaadin.flow.component.EventData;
import com.vaadin.flow.component.HasSize;
import com.vaadin.flow.component.HasStyle;
import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.dependency.JsModule;
import com.vaadin.flow.component.dependency.NpmPackage;
import com.vaadin.flow.shared.Registration;
import io.portolan.kernel.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// A graph of things and how they are related, laid out by itself. A click or Enter on a node follows its address;
/// beside the drawing there is a list of the same nodes and edges for the keyboard and for screen readers.
@Tag("portolan-graph")
@NpmPackage(value = "cytoscape", version = "3.34.4")
@NpmPackage(value = "elkjs", version = "0.12.1")
@JsModule("./portolan/graph-view.ts")
public class GraphView extends Component implements HasSize, HasStyle {

    private static final long serialVersionUID = 1L;

    /// A thing.
    ///
    /// @param id unique in the graph
    /// @param kind what sort it is, shown below the label and used for filtering
    /// @param icon as [Icons] knows it; null for none
    /// @param color as [BadgeColor] knows it; null gives each kind a colour of its own
    /// @param path where it leads, without leading slash; null when it leads nowhere
    /// @param focus true for the node that the graph is about
    public record Node(
            String id,
            String label,
            String kind,
            @Nullable String icon,
            @Nullable String color,
            @Nullable String path,
            boolean focus) {}

    /// A directed relation between two nodes.
    public record Edge(String source, String target, String label) {}

    /// A node was chosen that leads nowhere by itself, or should be expanded.
    @DomEvent("portolan-node")
    public static class NodeEvent extends ComponentEvent<GraphView> {
        private static final long serialVersionUID = 1L;
        private final String id;

        public NodeEvent(GraphView source, boolean fromClient, @EventData("event.detail.id") String id) {
            super(source, fromClient);
            this.id = id;
        }

        /// The id of the node.
        public String id() {
            return id;
        }
    }

    /// The reader wants to relate a node to another one.
    @DomEvent("portolan-relate")
    public static class RelateEvent extends ComponentEvent<GraphView> {
        private static final long serialVersionUID = 1L;
        private final String source;
        private final String target;

        public RelateEvent(
                GraphView graph,
                boolean fromClient,
                @EventData("event.detail.source") String source,
                @EventData("event.detail.target") String target) {
            super(graph, fromClient);
            this.source = source;
            this.target = target;
        }

        /// The id of the node where the relation begins.
        public String source() {
            return source;
        }

        /// The id of the node that it leads to; null when that is still to be chosen.
        public @Nullable String target() {
            return target.isEmpty() ? null : target;
        }
    }

    /// @param label what the graph shows, read out by screen readers
    public GraphView(String label) {
        getElement().setProperty("label", label);
        for (String text : List.of(
                "fit",
                "zoomIn",
                "zoomOut",
                "png",
                "svg",
                "list",
                "empty",
                "kinds",
                "diagram",
                "expand",
                "relate",
                "relateFrom",
                "relateTo",
                "relateOther")) {
            getElement()
                    .setAttribute(
                            "text-" + text.toLowerCase(java.util.Locale.ROOT), getTranslation("ui.graph." + text));
        }
    }

    /// Shows another graph; the layout starts anew.
    public void show(List<Node> nodes, List<Edge> edges) {
        ObjectNode data = Json.object();
        ArrayNode nodeRows = data.putArray("nodes");
        for (Node node : nodes) {
            nodeRows.addObject()
                    .put("id", node.id())
                    .put("label", node.label())
                    .put("kind", node.kind())
                    .put("icon", node.icon() == null ? null : Icons.symbol(node.icon()))
                    .put(
                            "color",
                            BadgeColor.byName(node.color())
                                    .map(BadgeColor::cssName)
                                    .orElse(null))
                    .put("path", node.path())
                    .put("focus", node.focus());
        }
        ArrayNode edgeRows = data.putArray("edges");
        for (Edge edge : edges) {
            edgeRows.addObject()
                    .put("source", edge.source())
                    .put("target", edge.target())
                    .put("label", edge.label());
        }
        getElement().setPropertyJson("data", data);
    }

    /// Called for nodes without a path, and when "expand" is chosen (double click, or + on the keyboard).
    public Registration addNodeListener(ComponentEventListener<NodeEvent> listener) {
        return addListener(NodeEvent.class, listener);
    }

    /// Lets the reader relate nodes and tells when that is wanted: by dragging from one node to another, by choosing
    /// one after the other, or with R on a node and the buttons of the list, which leave the target open.
    public Registration addRelateListener(ComponentEventListener<RelateEvent> listener) {
        getElement().setProperty("relatable", true);
        return addListener(RelateEvent.class, listener);
    }
}

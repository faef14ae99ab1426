package io.portolan.catalog.ui;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dependency.CssImport;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.select.Select;
import io.portolan.blueprint.Blueprint;
import io.portolan.blueprint.RelationDefinition;
import io.portolan.catalog.EntityGraph;
import io.portolan.catalog.EntityGraph.Neighbourhood;
import io.portolan.catalog.EntityRef;
import io.portolan.kernel.Actor;
import io.portolan.ui.GraphView;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// An entity and what surrounds it, drawn. Nodes can be expanded, kinds hidden; a click on another entity leads to it.
@CssImport("./catalog/catalog.css")
public class RelationGraphPanel extends Div {

    private static final long serialVersionUID = 1L;
    /// Nodes that are drawn at most.
    static final int MOST = 500;

    private final transient EntityGraph graph;
    private final transient Map<String, Blueprint> model;
    private final transient EntityRef center;
    private final transient Actor viewer;
    private final transient Set<EntityRef> expanded = new LinkedHashSet<>();
    private final transient Map<String, EntityRef> shown = new HashMap<>();
    private final GraphView view;
    private final Select<Integer> hops = new Select<>();
    private final Paragraph bounded = new Paragraph();

    RelationGraphPanel(EntityRef center, EntityGraph graph, Map<String, Blueprint> model, Actor viewer) {
        this.graph = graph;
        this.model = model;
        this.center = center;
        this.viewer = viewer;
        addClassName("cat-graph-panel");
        view = new GraphView(getTranslation("catalog.graph.label", center.displayTitle()));
        view.addClassName("cat-graph");
        view.addNodeListener(event -> expand(event.id()));
        hops.setLabel(getTranslation("catalog.graph.hops"));
        hops.setItems(1, 2, 3);
        hops.setValue(1);
        hops.addValueChangeListener(event -> draw());
        bounded.addClassName("pt-muted");
        Div tools = new Div(hops, new Button(getTranslation("catalog.graph.reset"), event -> reset()));
        tools.addClassName("cat-tools");
        add(tools, view, bounded);
        draw();
    }

    private void reset() {
        expanded.clear();
        hops.setValue(1);
        draw();
    }

    private void expand(String id) {
        EntityRef ref = shown.get(id);
        if (ref != null && expanded.add(ref)) {
            draw();
        }
    }

    private void draw() {
        Neighbourhood part = merged();
        shown.clear();
        List<GraphView.Node> nodes = new ArrayList<>();
        for (EntityRef ref : part.nodes()) {
            boolean focus = ref.id() == center.id();
            shown.put(key(ref), ref);
            nodes.add(node(ref, focus));
        }
        List<GraphView.Edge> edges = part.edges().stream()
                .filter(edge -> shown.containsKey(key(edge.source())) && shown.containsKey(key(edge.target())))
                .map(edge -> new GraphView.Edge(
                        key(edge.source()), key(edge.target()), relation(edge.source(), edge.relation())))
                .toList();
        view.show(nodes, edges);
        bounded.setText(part.truncated() ? getTranslation("catalog.graph.bounded", MOST) : "");
        bounded.setVisible(part.truncated());
    }

    private Neighbourhood merged() {
        Neighbourhood around = graph.around(List.of(center), hops.getValue(), MOST, viewer);
        if (expanded.isEmpty()) {
            return around;
        }
        Neighbourhood more = graph.around(List.copyOf(expanded), 1, MOST, viewer);
        Set<EntityRef> nodes = new LinkedHashSet<>(around.nodes());
        nodes.addAll(more.nodes());
        Set<EntityGraph.Edge> edges = new LinkedHashSet<>(around.edges());
        edges.addAll(more.edges());
        List<EntityRef> kept = nodes.stream().limit(MOST).toList();
        return new Neighbourhood(
                kept, List.copyOf(edges), around.truncated() || more.truncated() || nodes.size() > MOST);
    }

    private GraphView.Node node(EntityRef ref, boolean focus) {
        Blueprint kind = model.get(ref.blueprint());
        String icon = ref.icon() != null || kind == null ? ref.icon() : kind.icon();
        return new GraphView.Node(
                key(ref), ref.displayTitle(), title(ref.blueprint()), icon, null, EntityNavigation.entity(ref), focus);
    }

    private String relation(EntityRef source, String relation) {
        Blueprint kind = model.get(source.blueprint());
        RelationDefinition definition = kind == null ? null : kind.relations().get(relation);
        return definition == null ? relation : definition.title();
    }

    private String title(String blueprint) {
        Blueprint kind = model.get(blueprint);
        return kind == null ? blueprint : kind.title();
    }

    private static String key(EntityRef ref) {
        return ref.blueprint() + "/" + ref.identifier();
    }
}

package io.portolan.blueprint.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dependency.CssImport;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.tabs.TabSheet;
import com.vaadin.flow.component.tabs.TabSheetVariant;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import io.portolan.access.CurrentActor;
import io.portolan.blueprint.Blueprint;
import io.portolan.blueprint.BlueprintService;
import io.portolan.kernel.Actor;
import io.portolan.ui.EmptyState;
import io.portolan.ui.GraphView;
import io.portolan.ui.Icons;
import io.portolan.ui.PageHeader;
import io.portolan.ui.TabPanels;
import jakarta.annotation.security.RolesAllowed;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The whole model: every kind as a card and as a node of the graph.
@Route("builder")
@RolesAllowed("ADMIN")
@CssImport("./blueprint/blueprint.css")
class BuilderView extends Div implements HasDynamicTitle {

    private static final long serialVersionUID = 1L;

    private final transient BlueprintService blueprints;
    private final transient BlueprintTemplates templates;
    private final transient BlueprintSaving saving;
    private final transient Actor actor;
    private final Div body = new Div();

    BuilderView(
            BlueprintService blueprints,
            BlueprintTemplates templates,
            BlueprintSaving saving,
            CurrentActor currentActor) {
        this.blueprints = blueprints;
        this.templates = templates;
        this.saving = saving;
        this.actor = currentActor.require();
        addClassName("pt-page");
        Button fresh = new Button(
                getTranslation("blueprint.new"),
                Icons.of("plus"),
                event -> new NewBlueprintDialog(blueprints, actor).open());
        fresh.addThemeVariants(ButtonVariant.PRIMARY);
        add(
                new PageHeader(getTranslation("blueprint.builder"))
                        .icon("workflow")
                        .description(getTranslation("blueprint.builder.text"))
                        .actions(fromTemplates(), fresh),
                body);
        show();
    }

    @Override
    public String getPageTitle() {
        return getTranslation("blueprint.builder");
    }

    private Button fromTemplates() {
        return new Button(
                getTranslation("blueprint.templates.open"),
                Icons.of("copy"),
                event -> new TemplatesDialog(templates, blueprints, actor, this::show).open());
    }

    private void show() {
        body.removeAll();
        List<Blueprint> model = blueprints.all();
        if (model.isEmpty()) {
            body.add(new EmptyState(
                    "workflow",
                    getTranslation("blueprint.none"),
                    getTranslation("blueprint.none.text"),
                    fromTemplates(),
                    new Anchor("import", getTranslation("blueprint.none.import"))));
            return;
        }
        Div cards = new Div();
        cards.addClassName("pt-grid");
        model.forEach(blueprint -> cards.add(card(blueprint)));
        TabSheet tabs = new TabPanels();
        tabs.addThemeVariants(TabSheetVariant.NO_PADDING);
        tabs.addClassName("bp-tabs");
        tabs.add(getTranslation("blueprint.graph"), graph(model));
        tabs.add(getTranslation("blueprint.list"), cards);
        body.add(tabs);
    }

    private Component graph(List<Blueprint> model) {
        List<GraphView.Node> nodes = new ArrayList<>();
        List<GraphView.Edge> edges = new ArrayList<>();
        for (Blueprint blueprint : model) {
            nodes.add(new GraphView.Node(
                    blueprint.identifier(),
                    blueprint.title(),
                    getTranslation("blueprint.kinds"),
                    blueprint.icon(),
                    "blue",
                    BuilderPaths.of(blueprint.identifier()),
                    false));
            blueprint
                    .relations()
                    .values()
                    .forEach(relation ->
                            edges.add(new GraphView.Edge(blueprint.identifier(), relation.target(), relation.title())));
        }
        GraphView graph = new GraphView(getTranslation("blueprint.graph.label"));
        graph.addClassName("bp-graph");
        graph.show(nodes, edges);
        graph.addRelateListener(event -> relate(event.source(), event.target()));
        Button relate = new Button(getTranslation("blueprint.relate"), Icons.of("route"), event -> relate(null, null));
        Span hint = new Span(getTranslation("blueprint.relate.text"));
        hint.addClassName("pt-muted");
        Div bar = new Div(relate, hint);
        bar.addClassName("bp-graph-bar");
        return new Div(bar, graph);
    }

    private void relate(@Nullable String source, @Nullable String target) {
        new RelateDialog(blueprints, saving, source, target, this::show).open();
    }

    private Component card(Blueprint blueprint) {
        Div icon = new Div(Icons.of(blueprint.icon()));
        icon.addClassName("pt-page-icon");
        Span identifier = new Span(blueprint.identifier());
        identifier.addClassNames("pt-mono", "pt-muted");
        Div head = new Div(icon, new Div(new H2(blueprint.title()), identifier));
        head.addClassName("bp-card-head");
        int computed = blueprint.mirrors().size()
                + blueprint.calculations().size()
                + blueprint.aggregations().size();
        Span facts = new Span(getTranslation(
                "blueprint.facts",
                blueprint.properties().size(),
                blueprint.relations().size(),
                computed));
        facts.addClassName("pt-muted");
        Anchor card = new Anchor(BuilderPaths.of(blueprint.identifier()));
        card.add(head, facts);
        card.addClassNames("pt-card", "bp-card");
        return card;
    }
}

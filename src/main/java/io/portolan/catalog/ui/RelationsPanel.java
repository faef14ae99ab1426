package io.portolan.catalog.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.dependency.CssImport;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import io.portolan.blueprint.Blueprint;
import io.portolan.blueprint.RelationDefinition;
import io.portolan.catalog.Entity;
import io.portolan.catalog.EntityGraph;
import io.portolan.catalog.EntityRef;
import io.portolan.kernel.Actor;
import io.portolan.ui.Icons;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What an entity points at and what points at it, by relation, as links.
@CssImport("./catalog/catalog.css")
public class RelationsPanel extends Div {

    private static final long serialVersionUID = 1L;
    /// Links of one relation that are shown.
    static final int MOST = 50;

    RelationsPanel(Entity entity, Blueprint blueprint, Map<String, Blueprint> model, EntityGraph graph, Actor viewer) {
        addClassName("cat-relations");
        Map<List<String>, EntityRef> targets = new HashMap<>();
        graph.targets(List.of(entity), viewer)
                .forEach(ref -> targets.put(List.of(ref.blueprint(), ref.identifier()), ref));
        Section outgoing = card(getTranslation("catalog.relations.outgoing"));
        for (RelationDefinition relation : blueprint.relations().values()) {
            List<EntityRef> refs = entity.related(relation.identifier()).stream()
                    .map(id -> targets.getOrDefault(
                            List.of(relation.target(), id), new EntityRef(0, relation.target(), id, null, null)))
                    .toList();
            outgoing.add(group(relation.title(), model.get(relation.target()), relation.target(), refs, false));
        }
        if (blueprint.relations().isEmpty()) {
            outgoing.add(muted(getTranslation("catalog.relations.none", blueprint.title())));
        }
        Section incoming = card(getTranslation("catalog.relations.incoming"));
        List<EntityGraph.Incoming> groups = graph.incoming(entity, MOST, viewer);
        for (EntityGraph.Incoming group : groups) {
            Blueprint kind = model.get(group.blueprint());
            RelationDefinition relation = kind == null ? null : kind.relations().get(group.relation());
            String title = getTranslation(
                    "catalog.relations.of",
                    kind == null ? group.blueprint() : kind.title(),
                    relation == null ? group.relation() : relation.title());
            incoming.add(group(title, kind, group.blueprint(), group.items(), group.more()));
        }
        if (groups.isEmpty()) {
            incoming.add(muted(getTranslation("catalog.relations.nobody")));
        }
        add(outgoing, incoming);
    }

    private Component group(
            String title, @Nullable Blueprint kind, String identifier, List<EntityRef> refs, boolean more) {
        Span name = new Span(title);
        Span of = new Span(kind == null ? identifier : kind.title());
        of.addClassName("pt-muted");
        H3 heading = new H3(Icons.of(kind == null ? null : kind.icon()), name);
        heading.addClassName("cat-heading");
        if (!title.startsWith(of.getText())) {
            heading.add(of);
        }
        Div links = new Div();
        links.addClassName("cat-chips");
        String icon = kind == null || kind.icon() == null ? "box" : kind.icon();
        refs.forEach(ref -> links.add(new EntityLink(ref, icon)));
        if (refs.isEmpty()) {
            links.add(ValueViews.none());
        }
        if (more) {
            links.add(muted(getTranslation("catalog.relations.more", MOST)));
        }
        Div group = new Div(heading, links);
        group.addClassName("cat-relation");
        return group;
    }

    private static Section card(String title) {
        Section card = new Section(new H2(title));
        card.addClassName("pt-card");
        return card;
    }

    private static Paragraph muted(String text) {
        Paragraph paragraph = new Paragraph(text);
        paragraph.addClassName("pt-muted");
        return paragraph;
    }
}

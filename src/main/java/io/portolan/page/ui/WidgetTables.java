package io.portolan.page.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.data.renderer.ComponentRenderer;
import io.portolan.blueprint.Blueprint;
import io.portolan.blueprint.BlueprintService;
import io.portolan.blueprint.PropertyDefinition;
import io.portolan.catalog.Entity;
import io.portolan.catalog.EntityQuery;
import io.portolan.catalog.EntityRef;
import io.portolan.catalog.EntitySearch;
import io.portolan.catalog.Sort;
import io.portolan.catalog.ui.EntityLink;
import io.portolan.catalog.ui.ValueViews;
import io.portolan.kernel.Actor;
import io.portolan.page.Widget;
import io.portolan.page.WidgetData;
import io.portolan.query.Operand;
import io.portolan.query.Operator;
import io.portolan.query.Rule;
import io.portolan.query.SearchQuery;
import io.portolan.ui.RelativeTime;
import io.portolan.ui.Texts;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.springframework.stereotype.Service;

/// Entities in widgets: a table of a dataset, and short lists.
@Service
class WidgetTables {

    private static final int COLUMNS = 5;

    private final WidgetData data;
    private final EntitySearch search;
    private final BlueprintService blueprints;

    WidgetTables(WidgetData data, EntitySearch search, BlueprintService blueprints) {
        this.data = data;
        this.search = search;
        this.blueprints = blueprints;
    }

    /// A `table-entities-explorer`: title and the first properties that are not excluded.
    Component table(Widget widget, Actor viewer) {
        Blueprint blueprint = data.blueprint(widget);
        EntityQuery query = data.query(widget);
        if (search.count(query, 1, viewer) == 0) {
            return WidgetRenderer.muted(
                    Objects.requireNonNullElse(widget.text("emptyStateText"), Texts.get("page.widget.empty")));
        }
        Set<String> excluded = TableWidget.excluded(widget);
        String icon = Objects.requireNonNullElse(blueprint.icon(), "box");
        Grid<Entity> grid = new Grid<>();
        grid.addColumn(new ComponentRenderer<>(entity -> new EntityLink(EntityRef.of(entity), icon)))
                .setHeader(Texts.get("page.column.title"))
                .setFlexGrow(2);
        blueprint.properties().values().stream()
                .filter(property -> !excluded.contains(property.identifier()))
                .filter(WidgetTables::fits)
                .limit(COLUMNS)
                .forEach(property -> grid.addColumn(new ComponentRenderer<>(
                                entity -> ValueViews.compact(property, entity.value(property.identifier()))))
                        .setHeader(property.title())
                        .setResizable(true));
        grid.addColumn(new ComponentRenderer<>(entity -> new RelativeTime(entity.updatedAt())))
                .setHeader(Texts.get("page.column.updated"));
        grid.setItemsPageable(pageable -> search.search(
                        query.offset((int) pageable.getOffset()).limit(pageable.getPageSize()), viewer)
                .items());
        grid.setSizeFull();
        grid.getElement().setAttribute("aria-label", widget.title());
        return grid;
    }

    /// What belongs to the viewer's teams or was made by the viewer.
    Component mine(Actor viewer) {
        List<Entity> mine = mine(viewer, 10);
        return mine.isEmpty() ? WidgetRenderer.muted(Texts.get("page.home.mine.empty")) : list(mine);
    }

    List<Entity> mine(Actor viewer, int most) {
        Rule created = new Rule.Property("$createdBy", Operator.EQUALS, Operand.of(viewer.id()));
        Rule owned = new Rule.Property(
                "$team", Operator.IN, new Operand.FromContext(Operand.Context.USER_TEAMS, "$identifier"));
        return search.search(
                        EntityQuery.everywhere()
                                .where(SearchQuery.or(owned, created))
                                .sort(List.of(Sort.descending("$updatedAt")))
                                .limit(most),
                        viewer)
                .items();
    }

    /// Links to entities with what kind they are and when they changed.
    Component list(List<Entity> entities) {
        UnorderedList list = new UnorderedList();
        list.addClassName("pg-entities");
        for (Entity entity : entities) {
            Blueprint blueprint = blueprints.find(entity.blueprint()).orElse(null);
            Div about = new Div(
                    new Span((blueprint == null ? entity.blueprint() : blueprint.title()) + " · "),
                    new RelativeTime(entity.updatedAt()));
            about.addClassName("pt-muted");
            list.add(new ListItem(link(entity), about));
        }
        return list;
    }

    /// A chip that leads to an entity.
    Component link(Entity entity) {
        String icon = blueprints.find(entity.blueprint()).map(Blueprint::icon).orElse("box");
        return new EntityLink(EntityRef.of(entity), icon);
    }

    private static boolean fits(PropertyDefinition property) {
        String format = property.json().path("format").asString("");
        return !Set.of("markdown", "yaml", "proto").contains(format)
                && !property.json().path("type").asString("").equals("object");
    }
}

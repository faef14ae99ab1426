package io.portolan.catalog.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.dom.Element;
import io.portolan.blueprint.Blueprint;
import io.portolan.blueprint.PropertyFormat;
import io.portolan.blueprint.PropertyType;
import io.portolan.blueprint.RelationDefinition;
import io.portolan.catalog.Entity;
import io.portolan.catalog.EntityRef;
import io.portolan.kernel.Json;
import io.portolan.ui.EnumBadge;
import io.portolan.ui.Icons;
import io.portolan.ui.RelativeTime;
import io.portolan.ui.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// One column of a table: how a row's cell looks, and what it says in an exported file.
///
/// @param key stands in addresses: a property identifier, `$title` …, `relation:<identifier>`, or what another room
///     chose
/// @param sort what the search sorts by; null when it cannot
/// @param width in rem
/// @param usual shown unless the reader says otherwise
/// @param other the column of another room that it is; null for an own one
record TableColumn(
        String key,
        String title,
        @Nullable String sort,
        int width,
        boolean usual,
        Function<TableRow, Component> view,
        Function<TableRow, String> text,
        EntityColumnContributor.@Nullable Column other) {

    private static final int PROPERTIES = 8;
    private static final int CHIPS = 3;

    private TableColumn(
            String key,
            String title,
            @Nullable String sort,
            int width,
            boolean usual,
            Function<TableRow, Component> view,
            Function<TableRow, String> text) {
        this(key, title, sort, width, usual, view, text, null);
    }

    /// Every column that a table of this kind can show, in the usual order.
    static List<TableColumn> of(
            Blueprint blueprint, Map<String, Blueprint> model, List<EntityColumnContributor.Column> others) {
        List<TableColumn> columns = new ArrayList<>();
        String icon = blueprint.icon() == null ? "box" : blueprint.icon();
        columns.add(new TableColumn(
                "$title",
                Texts.get("catalog.title"),
                "$title",
                14,
                true,
                row -> title(row.entity(), icon),
                row -> row.entity().displayTitle()));
        columns.add(meta("$identifier", "catalog.identifier", 12, false, Entity::identifier));
        others.forEach(column -> columns.add(other(column)));
        int shown = 0;
        for (EntityField field : EntityField.of(blueprint, model)) {
            boolean wide = field.shape().type() == PropertyType.OBJECT
                    || field.shape().hasFormat(PropertyFormat.MARKDOWN)
                    || field.shape().hasFormat(PropertyFormat.YAML);
            columns.add(property(field, !wide && ++shown <= PROPERTIES));
        }
        for (RelationDefinition relation : blueprint.relations().values()) {
            columns.add(relation(relation, model.get(relation.target())));
        }
        boolean owned = blueprint.ownershipType().isPresent();
        columns.add(new TableColumn(
                "$team",
                Texts.get("catalog.team"),
                null,
                9,
                owned || blueprint.propertiesWith(PropertyFormat.TEAM).isEmpty(),
                row -> ValueViews.teams(row.entity().team()),
                row -> String.join(", ", row.entity().team())));
        columns.add(time("$updatedAt", "catalog.updated", true, Entity::updatedAt));
        columns.add(meta("$updatedBy", "catalog.updatedBy", 12, false, Entity::updatedBy));
        columns.add(time("$createdAt", "catalog.created", false, Entity::createdAt));
        columns.add(meta("$createdBy", "catalog.createdBy", 12, false, Entity::createdBy));
        return columns;
    }

    /// What sums it up; null for nothing.
    EntityColumnContributor.@Nullable Footer footer() {
        return other == null ? null : other.footer();
    }

    /// The cell as HTML, which a session need not keep as components. All text in it is escaped.
    String html(TableRow row) {
        Element cell = view.apply(row).getElement();
        link(cell).ifPresent(link -> link.setAttribute("focus-target", true));
        return cell.getOuterHTML();
    }

    /// The first link, which Enter goes to.
    private static Optional<Element> link(Element part) {
        return part.isTextNode()
                ? Optional.empty()
                : part.getTag().equals("a")
                        ? Optional.of(part)
                        : part.getChildren()
                                .flatMap(child -> link(child).stream())
                                .findFirst();
    }

    private static Component title(Entity entity, String icon) {
        Anchor anchor = new Anchor(EntityNavigation.entity(entity));
        anchor.addClassName("cat-title");
        anchor.add(Icons.of(entity.icon() == null ? icon : entity.icon()), new Span(entity.displayTitle()));
        if (!entity.displayTitle().equals(entity.identifier())) {
            anchor.setTitle(entity.identifier());
        }
        return anchor;
    }

    private static TableColumn property(EntityField field, boolean usual) {
        return new TableColumn(
                field.id(),
                field.title(),
                sortable(field) ? field.id() : null,
                width(field),
                usual,
                row -> ValueViews.compact(field.shape(), row.entity().value(field.id())),
                row -> ValueTexts.plain(row.entity().value(field.id())));
    }

    private static boolean sortable(EntityField field) {
        return field.shape().type() != PropertyType.OBJECT && field.shape().type() != PropertyType.ARRAY;
    }

    private static int width(EntityField field) {
        return switch (field.shape().type()) {
            case NUMBER, BOOLEAN -> 8;
            case ARRAY -> 14;
            case OBJECT -> 9;
            case STRING ->
                !field.shape().enumValues().isEmpty() || field.shape().hasFormat(PropertyFormat.TIMER) ? 9 : 11;
        };
    }

    private static TableColumn relation(RelationDefinition relation, @Nullable Blueprint target) {
        String icon = target == null || target.icon() == null ? "box" : target.icon();
        return new TableColumn(
                "relation:" + relation.identifier(),
                relation.title(),
                null,
                10,
                true,
                row -> links(row, relation, icon),
                row -> String.join(", ", row.entity().related(relation.identifier())));
    }

    private static Component links(TableRow row, RelationDefinition relation, String icon) {
        List<String> related = row.entity().related(relation.identifier());
        if (related.isEmpty()) {
            return ValueViews.none();
        }
        Div chips = new Div();
        chips.addClassName("cat-chips");
        related.stream().limit(CHIPS).forEach(id -> {
            EntityRef ref = row.target(relation.target(), id);
            chips.add(new EntityLink(ref, icon));
        });
        if (related.size() > CHIPS) {
            Span more = new Span("+" + (related.size() - CHIPS));
            more.addClassName("pt-muted");
            chips.add(more);
        }
        return chips;
    }

    private static TableColumn other(EntityColumnContributor.Column column) {
        return new TableColumn(
                column.key(),
                column.title(),
                null,
                10,
                column.usual(),
                row -> {
                    EntityColumnContributor.Cell cell = row.cell(column.key());
                    if (cell == null) {
                        return ValueViews.none();
                    }
                    Span view = cell.color() == null ? new Span(cell.text()) : new EnumBadge(cell.text(), cell.color());
                    if (cell.hint() != null) {
                        view.setTitle(cell.hint());
                    }
                    return view;
                },
                row -> {
                    EntityColumnContributor.Cell cell = row.cell(column.key());
                    return cell == null ? "" : cell.text();
                },
                column);
    }

    private static TableColumn meta(
            String key, String label, int width, boolean usual, Function<Entity, String> value) {
        return new TableColumn(
                key,
                Texts.get(label),
                key,
                width,
                usual,
                row -> {
                    Span span = new Span(value.apply(row.entity()));
                    span.addClassName("cat-line");
                    return span;
                },
                row -> value.apply(row.entity()));
    }

    private static TableColumn time(
            String key, String label, boolean usual, Function<Entity, java.time.Instant> value) {
        return new TableColumn(
                key,
                Texts.get(label),
                key,
                10,
                usual,
                row -> new RelativeTime(value.apply(row.entity())),
                row -> Json.time(value.apply(row.entity())));
    }
}

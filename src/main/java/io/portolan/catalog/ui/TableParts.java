package io.portolan.catalog.ui;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.router.RouteParameters;
import io.portolan.blueprint.Blueprint;
import io.portolan.blueprint.BlueprintService;
import io.portolan.catalog.EntityGraph;
import io.portolan.catalog.EntityQuery;
import io.portolan.catalog.EntitySearch;
import io.portolan.kernel.Actor;
import io.portolan.kernel.PortalException;
import io.portolan.ui.Background;
import io.portolan.ui.Notices;
import io.portolan.ui.Texts;
import java.text.NumberFormat;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;
import tools.jackson.databind.node.ObjectNode;

/// What tables read from the services.
@Service
class TableParts {

    private static final Logger LOG = LoggerFactory.getLogger(TableParts.class);
    /// Numbers of rows are counted no further.
    private static final int COUNTED = 10_000;
    /// Columns of larger tables are not summed up.
    private static final int SUMMED = 100_000;

    /// Values that rows are grouped by; the rest is one group that cannot be opened.
    private static final int VALUES = 200;
    /// Rows of a table whose groups are open from the first.
    private static final int SHORT = 60;

    private final BlueprintService blueprints;
    private final EntitySearch search;
    private final EntityGraph graph;
    private final EntityPickers pickers;
    private final ObjectProvider<EntityColumnContributor> contributors;
    private final ObjectProvider<CatalogPages> pages;

    TableParts(
            BlueprintService blueprints,
            EntitySearch search,
            EntityGraph graph,
            EntityPickers pickers,
            ObjectProvider<EntityColumnContributor> contributors,
            ObjectProvider<CatalogPages> pages) {
        this.blueprints = blueprints;
        this.search = search;
        this.graph = graph;
        this.pickers = pickers;
        this.contributors = contributors;
        this.pages = pages;
    }

    /// Where the table of an address stands; empty where there is no such kind or page.
    Optional<TablePlace> place(RouteParameters address, Actor viewer) {
        String identifier = EntityNavigation.rest("page", address);
        if (identifier.isEmpty()) {
            return address.get("blueprint")
                    .flatMap(blueprints::find)
                    .map(kind -> new TablePlace(kind, null, columns(kind)));
        }
        return pages.stream()
                .flatMap(each -> each.find(identifier, viewer).stream())
                .findFirst()
                .flatMap(page ->
                        blueprints.find(page.blueprint()).map(kind -> new TablePlace(kind, page, columns(kind))));
    }

    /// What can be done with what a table shows, besides saving it as a view: entries of a menu by their labels.
    ///
    /// @param kept called when the page of the table begins with something else now
    SequencedMap<String, Runnable> pageDeeds(
            TablePlace place, Supplier<TableQuery> shown, Actor viewer, Runnable kept) {
        SequencedMap<String, Runnable> deeds = new LinkedHashMap<>();
        CatalogPage page = place.page();
        pages.ifAvailable(all -> {
            if (page != null && page.mayChange()) {
                deeds.put(Texts.get("catalog.pages.keep"), () -> {
                    try {
                        all.keep(
                                page,
                                TableSettings.write(shown.get(), place.all().get()),
                                viewer);
                        Notices.success(Texts.get("catalog.pages.kept", page.title()));
                        kept.run();
                    } catch (PortalException e) {
                        Notices.failure(e);
                    }
                });
            }
            if (all.mayCreate(viewer)) {
                deeds.put(Texts.get("catalog.pages.create"), () -> {
                    TableQuery query = shown.get();
                    all.create(
                            place.kind(),
                            query.filter(),
                            TableSettings.write(
                                    query.withFilter(null), place.all().get()),
                            viewer);
                });
            }
        });
        return deeds;
    }

    private Supplier<List<TableColumn>> columns(Blueprint blueprint) {
        AtomicReference<@Nullable List<TableColumn>> found = new AtomicReference<>();
        return () -> {
            List<TableColumn> known = found.get();
            if (known == null) {
                known = TableColumn.of(blueprint, model(), others(blueprint));
                found.set(known);
            }
            return known;
        };
    }

    /// @param shown the columns whose cells are wanted
    TablePages pages(EntityQuery query, List<TableColumn> shown, Actor viewer) {
        List<EntityColumnContributor.Column> wanted =
                shown.stream().map(TableColumn::other).filter(Objects::nonNull).toList();
        return new TablePages(search, graph, viewer, query, wanted);
    }

    FilterGroup filter(TablePlace place, Actor viewer, Runnable changed) {
        Blueprint blueprint = place.kind();
        Map<String, Blueprint> model = model();
        List<FilterSubject> subjects = FilterSubject.of(
                blueprint,
                EntityField.of(blueprint, model),
                model.values(),
                contributors
                        .orderedStream()
                        .flatMap(contributor -> contributor.levels(blueprint).stream())
                        .toList());
        FilterOffer offer = new FilterOffer(blueprint.identifier(), subjects, model, pickers.of(viewer));
        FilterGroup group = new FilterGroup(offer, changed, 1);
        ObjectNode firm = place.page() == null ? null : place.page().dataset();
        return firm == null ? group : group.below(firm);
    }

    /// All rows of a search, for files; bounded.
    List<TableRow> everything(Blueprint blueprint, EntityQuery query, Actor viewer) {
        TablePages pages = new TablePages(search, graph, viewer, query, others(blueprint));
        return pages.rows(TableExport.read(search, query, viewer));
    }

    /// Counts in the background and tells the number in words: "1,234 entities", "10,000+ entities".
    void count(EntityQuery query, Actor viewer, UI ui, Consumer<String> tell) {
        Background.run(
                ui,
                "table-count",
                () -> search.count(query, COUNTED + 1L, viewer),
                number -> tell.accept(words(number)),
                e -> {
                    LOG.debug("A table could not be counted", e);
                    tell.accept("");
                });
    }

    /// Finds the groups in the background: the most frequent [#VALUES], and how many rows the rest has. They are open
    /// where the whole is short.
    ///
    /// @param failed called instead when they could not be found, as in a table that takes too long
    void groups(EntityQuery query, GroupKey by, Actor viewer, UI ui, Consumer<List<TableGroup>> tell, Runnable failed) {
        Background.run(
                ui,
                "table-groups",
                () -> by.relation() == null
                        ? search.groups(query, by.key(), VALUES, viewer)
                        : search.groupsByRelation(query, by.relation().identifier(), VALUES, viewer),
                groups -> tell.accept(by.heads(
                        groups,
                        groups.stream().mapToLong(EntitySearch.Group::count).sum() <= SHORT)),
                e -> {
                    LOG.debug("A table could not be grouped by {}", by.key(), e);
                    failed.run();
                });
    }

    /// Sums columns up in the background; says nothing of tables with more than [#SUMMED] rows.
    ///
    /// @param footers with where the words of each go
    void footers(
            Map<EntityColumnContributor.Footer, Consumer<String>> footers, EntityQuery query, Actor viewer, UI ui) {
        if (footers.isEmpty()) {
            return;
        }
        Locale language = ui.getLocale();
        Background.run(
                ui,
                "table-footers",
                () -> {
                    boolean many = search.count(query, SUMMED + 1L, viewer) > SUMMED;
                    Map<EntityColumnContributor.Footer, String> words = new HashMap<>();
                    footers.keySet()
                            .forEach(footer -> words.put(footer, many ? "" : footer.of(query, viewer, language)));
                    return words;
                },
                words -> footers.forEach((footer, tell) -> tell.accept(words.getOrDefault(footer, ""))),
                e -> {
                    LOG.debug("The columns of a table could not be summed up", e);
                    footers.values().forEach(tell -> tell.accept(""));
                });
    }

    List<GroupKey> groupKeys(Blueprint blueprint) {
        return GroupKey.of(blueprint, EntityField.of(blueprint, model()));
    }

    long count(String blueprint, Actor viewer) {
        return search.count(EntityQuery.of(blueprint), COUNTED + 1L, viewer);
    }

    static String words(long number) {
        String digits = NumberFormat.getIntegerInstance(Texts.locale()).format(Math.min(number, COUNTED));
        return number > COUNTED ? Texts.get("catalog.count.many", digits) : Texts.get("catalog.count", number, digits);
    }

    private List<EntityColumnContributor.Column> others(Blueprint blueprint) {
        return contributors
                .orderedStream()
                .flatMap(contributor -> contributor.columns(blueprint).stream())
                .toList();
    }

    private Map<String, Blueprint> model() {
        return Blueprint.byIdentifier(blueprints.all());
    }
}

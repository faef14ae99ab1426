package io.portolan.catalog.ui;

import io.portolan.blueprint.Blueprint;
import io.portolan.blueprint.BlueprintService;
import io.portolan.catalog.Entity;
import io.portolan.catalog.EntityQuery;
import io.portolan.catalog.EntitySearch;
import io.portolan.kernel.Actor;
import io.portolan.ui.SearchHit;
import io.portolan.ui.SearchProvider;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.stereotype.Component;

/// Finds entities by title, identifier and text, and kinds by title, for the command palette.
@Component
class CatalogSearch implements SearchProvider {

    private final BlueprintService blueprints;
    private final EntitySearch search;
    private final Clock clock;

    CatalogSearch(BlueprintService blueprints, EntitySearch search, Clock clock) {
        this.blueprints = blueprints;
        this.search = search;
        this.clock = clock;
    }

    @Override
    public List<SearchHit> search(String text, int limit, Actor viewer) {
        if (text.isBlank()) {
            return List.of();
        }
        String wanted = text.toLowerCase(Locale.ROOT);
        Map<String, Blueprint> model = Blueprint.byIdentifier(blueprints.all());
        List<SearchHit> hits = new ArrayList<>();
        for (Entity entity : search.suggest(EntityQuery.everywhere().text(text).limit(limit * 4), viewer)) {
            hits.add(hit(entity, model.get(entity.blueprint()), wanted, viewer));
        }
        for (Blueprint kind : model.values()) {
            int score = Math.max(score(kind.title(), wanted), score(kind.identifier(), wanted));
            if (score > 10 && viewer.isAdmin() && !kind.isProtected()) {
                hits.add(new SearchHit(
                        "catalog.search.blueprints",
                        kind.title(),
                        kind.identifier(),
                        kind.icon() == null ? "box" : kind.icon(),
                        EntityNavigation.builder(kind.identifier()),
                        score - 5));
            }
        }
        // those with the same score stay as they were found: names before texts
        hits.sort(Comparator.comparingInt(SearchHit::score).reversed());
        return hits.stream().limit(limit).toList();
    }

    private SearchHit hit(
            Entity entity, @org.jspecify.annotations.Nullable Blueprint kind, String wanted, Actor viewer) {
        int score = Math.max(score(entity.displayTitle(), wanted), score(entity.identifier(), wanted))
                + recency(entity.updatedAt());
        if (entity.team().stream().anyMatch(viewer.teams()::contains)) {
            score += 10;
        }
        String title = kind == null ? entity.blueprint() : kind.title();
        String icon = entity.icon() != null ? entity.icon() : kind == null ? null : kind.icon();
        return new SearchHit(
                "catalog.search.entities",
                entity.displayTitle(),
                entity.displayTitle().equals(entity.identifier()) ? title : title + " · " + entity.identifier(),
                icon == null ? "box" : icon,
                EntityNavigation.entity(entity),
                score);
    }

    /// What changed lately is looked for more often than what has rested for long.
    private int recency(Instant changed) {
        Duration age = Duration.between(changed, clock.instant());
        return age.compareTo(Duration.ofDays(1)) < 0 ? 6 : age.compareTo(Duration.ofDays(7)) < 0 ? 3 : 0;
    }

    private static int score(String name, String wanted) {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.equals(wanted) ? 100 : lower.startsWith(wanted) ? 50 : 10;
    }
}

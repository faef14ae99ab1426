package io.portolan.page.ui;

import io.portolan.blueprint.Blueprint;
import io.portolan.catalog.Entity;
import io.portolan.catalog.EntityQuery;
import io.portolan.catalog.EntitySearch;
import io.portolan.catalog.ui.EntityColumnContributor;
import io.portolan.kernel.Actor;
import io.portolan.kernel.Json;
import io.portolan.scorecard.RuleResult;
import io.portolan.scorecard.Scorecard;
import io.portolan.scorecard.ScorecardResult;
import io.portolan.scorecard.ScorecardResults;
import io.portolan.scorecard.ScorecardRule;
import io.portolan.ui.BadgeColor;
import io.portolan.ui.Texts;
import java.text.NumberFormat;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Columns in the tables of the catalog for each scorecard: the level that an entity holds, with the levels of all
/// below it, and, for readers who choose them, its rules, with the share that passes below.
@Component
class ScorecardColumns implements EntityColumnContributor {

    private static final int LEVELS = 20;

    private final ScorecardResults results;
    private final EntitySearch search;

    ScorecardColumns(ScorecardResults results, EntitySearch search) {
        this.results = results;
        this.search = search;
    }

    @Override
    public List<Column> columns(Blueprint blueprint) {
        List<Column> columns = new ArrayList<>();
        LastPage page = new LastPage();
        for (Scorecard scorecard : results.scorecards(blueprint.identifier())) {
            String key = "scorecard:" + scorecard.identifier();
            columns.add(new Column(
                    key,
                    scorecard.title(),
                    entities -> page.cells(entities, scorecard, result -> Optional.of(level(scorecard, result))),
                    true,
                    (query, viewer, language) -> levels(scorecard, query, viewer, language)));
            for (ScorecardRule rule : scorecard.rules()) {
                columns.add(new Column(
                        key + ":" + rule.identifier(),
                        Texts.get("page.rules.column", scorecard.title(), rule.title()),
                        entities -> page.cells(entities, scorecard, result -> passed(rule, result)),
                        false,
                        (query, viewer, language) -> share(scorecard, rule, query, viewer, language)));
            }
        }
        return columns;
    }

    @Override
    public List<Level> levels(Blueprint blueprint) {
        return results.scorecards(blueprint.identifier()).stream()
                .map(scorecard -> {
                    ObjectNode shape = Json.object().put("type", "string");
                    ArrayNode titles = shape.putArray("enum");
                    ObjectNode colors = shape.putObject("enumColors");
                    scorecard.levels().forEach(level -> {
                        titles.add(level.title());
                        colors.put(level.title(), level.color());
                    });
                    SequencedMap<String, String> rules = new LinkedHashMap<>();
                    scorecard.rules().forEach(rule -> rules.put(rule.identifier(), rule.title()));
                    return new Level(scorecard.identifier(), scorecard.title(), shape, rules);
                })
                .toList();
    }

    private static Cell level(Scorecard scorecard, ScorecardResult result) {
        int index = scorecard.indexOf(result.level());
        return new Cell(
                result.level(),
                index < 0 ? null : scorecard.levels().get(index).color(),
                Texts.get("page.rules.passed", result.passed(), result.rules().size()));
    }

    private static Optional<Cell> passed(ScorecardRule rule, ScorecardResult result) {
        return result.rules().stream()
                .filter(one -> one.identifier().equals(rule.identifier()))
                .map(RuleResult::passed)
                .map(passed -> new Cell(
                        Texts.get(passed ? "scorecard.passed" : "scorecard.failed"),
                        (passed ? BadgeColor.GREEN : BadgeColor.RED).cssName(),
                        rule.description()))
                .findFirst();
    }

    /// How many of the rows hold each level, the best level first.
    private String levels(Scorecard scorecard, EntityQuery query, Actor viewer, Locale language) {
        NumberFormat number = NumberFormat.getIntegerInstance(language);
        Map<String, Long> counts = counts(search.groupsByLevel(query, scorecard.identifier(), LEVELS, viewer));
        return scorecard.levels().reversed().stream()
                .filter(level -> counts.containsKey(level.title()))
                .map(level -> level.title() + " " + number.format(counts.get(level.title())))
                .collect(Collectors.joining(" · "));
    }

    private String share(Scorecard scorecard, ScorecardRule rule, EntityQuery query, Actor viewer, Locale language) {
        Map<String, Long> counts =
                counts(search.groupsByRule(query, scorecard.identifier(), rule.identifier(), LEVELS, viewer));
        long passed = counts.getOrDefault("SUCCESS", 0L);
        long all = passed + counts.getOrDefault("FAILURE", 0L);
        return all == 0 ? "" : Texts.in(language, "page.rules.share", passed * 100 / all, passed, all);
    }

    private static Map<String, Long> counts(List<EntitySearch.Group> groups) {
        Map<String, Long> counts = new HashMap<>();
        groups.forEach(group -> counts.put(group.key() == null ? "" : group.key(), group.count()));
        return counts;
    }

    /// The results of the page that is shown, read once for all columns.
    private final class LastPage {
        private List<Entity> entities = List.of();
        private Map<Long, List<ScorecardResults.Held>> held = Map.of();

        private Map<String, Cell> cells(
                List<Entity> page, Scorecard scorecard, Function<ScorecardResult, Optional<Cell>> cell) {
            if (page != entities) {
                held = results.of(page);
                entities = page;
            }
            Map<String, Cell> cells = new HashMap<>();
            for (Entity entity : page) {
                held.getOrDefault(entity.id(), List.of()).stream()
                        .map(ScorecardResults.Held::result)
                        .filter(result -> result.scorecard().equals(scorecard.identifier()))
                        .findFirst()
                        .flatMap(cell)
                        .ifPresent(found -> cells.put(entity.identifier(), found));
            }
            return cells;
        }
    }
}

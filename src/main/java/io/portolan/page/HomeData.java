package io.portolan.page;

import io.portolan.action.ActionRun;
import io.portolan.action.ApprovalService;
import io.portolan.action.RunFilter;
import io.portolan.action.RunService;
import io.portolan.blueprint.Blueprint;
import io.portolan.blueprint.BlueprintService;
import io.portolan.blueprint.PropertyDefinition;
import io.portolan.blueprint.PropertyFormat;
import io.portolan.catalog.Entity;
import io.portolan.catalog.EntityQuery;
import io.portolan.catalog.EntitySearch;
import io.portolan.catalog.Sort;
import io.portolan.kernel.Actor;
import io.portolan.query.Rule;
import io.portolan.query.SearchQuery;
import io.portolan.query.TimePreset;
import io.portolan.query.TimeSpan;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.springframework.stereotype.Service;
import tools.jackson.databind.JsonNode;

/// What the home page shows, each list short.
@Service
public class HomeData {

    /// A timer that runs out within a week.
    ///
    /// @param property title of the timer
    public record Expiring(Entity entity, String property, Instant at) {}

    private final BlueprintService blueprints;
    private final EntitySearch search;
    private final RunService runs;
    private final ApprovalService approvals;

    HomeData(BlueprintService blueprints, EntitySearch search, RunService runs, ApprovalService approvals) {
        this.blueprints = blueprints;
        this.search = search;
        this.runs = runs;
        this.approvals = approvals;
    }

    /// Whether there is no model yet, apart from the portal's own kinds.
    public boolean isEmpty() {
        return blueprints.all().stream().allMatch(Blueprint::isProtected);
    }

    /// The newest runs of the viewer.
    public List<ActionRun> runs(Actor viewer, int most) {
        RunFilter mine = new RunFilter(null, null, null, null, viewer.id(), List.of(), List.of(), null);
        return runs.list(mine, viewer, null, most).items();
    }

    /// Runs that wait for a yes or no which the viewer can give, of the newest that wait.
    public List<ActionRun> waiting(Actor viewer, int most) {
        return approvals.waiting(most, viewer);
    }

    /// What changed last, of all kinds that people made.
    public List<Entity> recent(Actor viewer, int most) {
        List<String> kinds = blueprints.all().stream()
                .filter(blueprint -> !blueprint.isProtected())
                .map(Blueprint::identifier)
                .toList();
        return search.search(
                        new EntityQuery(
                                kinds,
                                SearchQuery.everything(),
                                null,
                                List.of(Sort.descending("$updatedAt")),
                                most,
                                null,
                                0),
                        viewer)
                .items();
    }

    /// Timers of any entity that run out within the next week, the nearest first.
    public List<Expiring> expiring(Actor viewer, int most) {
        List<Expiring> found = new ArrayList<>();
        for (Blueprint blueprint : blueprints.all()) {
            for (PropertyDefinition timer : blueprint.propertiesWith(PropertyFormat.TIMER)) {
                SearchQuery soon = SearchQuery.and(
                        new Rule.Range(timer.identifier(), true, new TimeSpan.Preset(TimePreset.NEXT_WEEK)));
                EntityQuery query = EntityQuery.of(blueprint.identifier())
                        .where(soon)
                        .sort(List.of(Sort.by(timer.identifier())))
                        .limit(most);
                for (Entity entity : search.search(query, viewer).items()) {
                    JsonNode value = entity.value(timer.identifier());
                    try {
                        found.add(new Expiring(
                                entity,
                                timer.title(),
                                OffsetDateTime.parse(value == null ? "" : value.asString(""))
                                        .toInstant()));
                    } catch (DateTimeParseException _) {
                        // A text that is no moment cannot run out.
                    }
                }
            }
        }
        return found.stream()
                .sorted(Comparator.comparing(Expiring::at))
                .limit(most)
                .toList();
    }
}

package io.portolan.action.ui;

import io.portolan.action.Action;
import io.portolan.action.ActionService;
import io.portolan.catalog.Entity;
import io.portolan.kernel.Actor;
import io.portolan.ui.SearchHit;
import io.portolan.ui.SearchProvider;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.springframework.stereotype.Component;

/// Actions in the command palette, also together with what they work on: "extend ttl pay" finds "Extend TTL of
/// Payments". Words that do not belong to the action name the entity; without such words some entities are offered.
@Component
class ActionFinder implements SearchProvider {

    /// So many actions are looked for together with entities, the ones that more of the words name.
    private static final int MOST_ACTIONS = 3;
    /// So many entities are offered for each of them.
    private static final int MOST_ENTITIES = 3;
    private static final int ON_ENTITY = 45;
    private static final int OWN_TEAM = 5;

    private final ActionService actions;

    ActionFinder(ActionService actions) {
        this.actions = actions;
    }

    @Override
    public List<SearchHit> search(String text, int limit, Actor viewer) {
        String wanted = text.toLowerCase(Locale.ROOT);
        List<Action> offered = actions.offeredTo(viewer);
        List<SearchHit> hits = new ArrayList<>();
        for (Action action : offered) {
            int score = score(action, wanted);
            if (score > 0) {
                hits.add(hit(action, score));
            }
        }
        hits.addAll(onEntities(wanted, offered, viewer));
        hits.sort(Comparator.comparingInt(SearchHit::score).reversed());
        return hits.stream().limit(limit).toList();
    }

    /// What the words say, read as an action and the beginning of an entity's name.
    ///
    /// @param named how many words name the action
    /// @param rest the words that name the entity
    private record Reading(Action action, long named, String rest) {}

    private List<SearchHit> onEntities(String wanted, List<Action> offered, Actor viewer) {
        List<String> words = words(wanted);
        List<SearchHit> hits = new ArrayList<>();
        offered.stream()
                .filter(Action::needsEntity)
                .map(action -> read(action, words))
                .filter(reading -> reading.named() > 0
                        && (!reading.rest().isEmpty() || reading.named() == words.size() && wanted.length() > 2))
                .sorted(Comparator.comparingLong(Reading::named).reversed())
                .limit(MOST_ACTIONS)
                .forEach(reading -> actions.candidates(reading.action(), reading.rest(), MOST_ENTITIES, viewer)
                        .forEach(entity -> hits.add(hit(reading.action(), entity, viewer))));
        return hits;
    }

    private static Reading read(Action action, List<String> words) {
        Set<String> names = Set.copyOf(words(action.title() + " " + action.identifier()));
        Set<String> kind = Set.copyOf(words(String.valueOf(action.blueprint())));
        long named = words.stream().filter(word -> begins(names, word)).count();
        List<String> rest = words.stream()
                .filter(word -> !begins(names, word) && !begins(kind, word))
                .toList();
        return new Reading(action, named, String.join(" ", rest));
    }

    private static boolean begins(Set<String> names, String word) {
        return names.stream().anyMatch(name -> name.startsWith(word));
    }

    private static List<String> words(String text) {
        return List.of(text.toLowerCase(Locale.ROOT).strip().split("[\\s_-]+"));
    }

    private static SearchHit hit(Action action, int score) {
        return new SearchHit(
                "action.title",
                action.title(),
                action.description(),
                icon(action),
                ActionPages.form(action.identifier(), null),
                score);
    }

    private static SearchHit hit(Action action, Entity entity, Actor viewer) {
        boolean own = entity.team().stream().anyMatch(viewer.teams()::contains);
        return new SearchHit(
                "action.title",
                action.title(),
                entity.displayTitle(),
                entity.displayTitle().equals(entity.identifier()) ? null : entity.identifier(),
                icon(action),
                ActionPages.form(action.identifier(), entity.identifier()),
                own ? ON_ENTITY + OWN_TEAM : ON_ENTITY);
    }

    private static String icon(Action action) {
        return action.icon() == null ? "rocket" : action.icon();
    }

    private static int score(Action action, String wanted) {
        String title = action.title().toLowerCase(Locale.ROOT);
        if (title.equals(wanted) || action.identifier().equalsIgnoreCase(wanted)) {
            return 100;
        }
        if (title.startsWith(wanted)) {
            return 50;
        }
        return title.contains(wanted)
                        || action.identifier().toLowerCase(Locale.ROOT).contains(wanted)
                ? 10
                : 0;
    }
}

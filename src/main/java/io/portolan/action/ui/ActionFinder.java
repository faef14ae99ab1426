package io.portolan.action.ui;

import io.portolan.action.Action;
import io.portolan.action.ActionService;
import io.portolan.kernel.Actor;
import io.portolan.ui.SearchHit;
import io.portolan.ui.SearchProvider;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.springframework.stereotype.Component;

/// Actions in the command palette.
@Component
class ActionFinder implements SearchProvider {

    private final ActionService actions;

    ActionFinder(ActionService actions) {
        this.actions = actions;
    }

    @Override
    public List<SearchHit> search(String text, int limit, Actor viewer) {
        String wanted = text.toLowerCase(Locale.ROOT);
        return actions.offeredTo(viewer).stream()
                .filter(action -> score(action, wanted) > 0)
                .sorted(Comparator.comparing((Action action) -> -score(action, wanted)))
                .limit(limit)
                .map(action -> new SearchHit(
                        "action.title",
                        action.title(),
                        action.description(),
                        action.icon() == null ? "rocket" : action.icon(),
                        ActionPages.form(action.identifier(), null),
                        score(action, wanted)))
                .toList();
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

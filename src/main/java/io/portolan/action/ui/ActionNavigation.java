package io.portolan.action.ui;

import io.portolan.kernel.Actor;
import io.portolan.ui.NavigationContributor;
import io.portolan.ui.NavigationItem;
import io.portolan.ui.NavigationItem.Section;
import java.util.List;
import org.springframework.stereotype.Component;

@Component
class ActionNavigation implements NavigationContributor {

    @Override
    public List<NavigationItem> items(Actor viewer) {
        return List.of(
                NavigationItem.of(Section.START, "action.title", "rocket", ActionPages.SELF_SERVICE, 20),
                NavigationItem.of(Section.START, "action.runs.title", "history", ActionPages.RUNS, 30));
    }
}

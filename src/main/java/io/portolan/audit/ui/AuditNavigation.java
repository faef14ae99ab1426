package io.portolan.audit.ui;

import io.portolan.kernel.Actor;
import io.portolan.ui.NavigationContributor;
import io.portolan.ui.NavigationItem;
import io.portolan.ui.NavigationItem.Section;
import java.util.List;
import org.springframework.stereotype.Component;

@Component
class AuditNavigation implements NavigationContributor {

    @Override
    public List<NavigationItem> items(Actor viewer) {
        return List.of(NavigationItem.of(Section.SETTINGS, "audit.title", "history", "audit", 80));
    }
}

package io.portolan.blueprint.ui;

import io.portolan.kernel.Actor;
import io.portolan.ui.NavigationContributor;
import io.portolan.ui.NavigationItem;
import io.portolan.ui.NavigationItem.Section;
import java.util.List;
import org.springframework.stereotype.Component;

@Component
class BuilderNavigation implements NavigationContributor {

    @Override
    public List<NavigationItem> items(Actor viewer) {
        return List.of(NavigationItem.of(Section.BUILD, "blueprint.builder", "workflow", "builder", 10)
                .forAdmins());
    }
}

package io.portolan.ingest.ui;

import io.portolan.kernel.Actor;
import io.portolan.ui.NavigationContributor;
import io.portolan.ui.NavigationItem;
import io.portolan.ui.NavigationItem.Section;
import java.util.List;
import org.springframework.stereotype.Component;

@Component
class ImportNavigation implements NavigationContributor {

    @Override
    public List<NavigationItem> items(Actor viewer) {
        return List.of(NavigationItem.of(Section.BUILD, "ingest.title", "upload", "import", 80)
                .forAdmins());
    }
}

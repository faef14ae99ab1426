package io.portolan.access.ui;

import io.portolan.kernel.Actor;
import io.portolan.ui.NavigationContributor;
import io.portolan.ui.NavigationItem;
import io.portolan.ui.NavigationItem.Section;
import java.util.List;
import org.springframework.stereotype.Component;

/// The entries under Settings.
@Component
class AccessNavigation implements NavigationContributor {

    @Override
    public List<NavigationItem> items(Actor viewer) {
        return List.of(
                NavigationItem.of(Section.SETTINGS, "access.profile.title", "user", "settings/profile", 5),
                NavigationItem.of(Section.SETTINGS, "access.user.title", "users", "settings/users", 10)
                        .forAdmins(),
                NavigationItem.of(Section.SETTINGS, "access.team.title", "group", "settings/teams", 20)
                        .forAdmins(),
                NavigationItem.of(Section.SETTINGS, "access.client.title", "key", "settings/credentials", 30)
                        .forAdmins(),
                NavigationItem.of(Section.SETTINGS, "access.secret.title", "lock", "settings/secrets", 40)
                        .forAdmins(),
                NavigationItem.of(Section.SETTINGS, "access.about.title", "building", "settings/organization", 50)
                        .forAdmins());
    }
}

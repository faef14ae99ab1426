package io.portolan.page.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.browserless.SpringBrowserlessTest;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.confirmdialog.ConfirmDialog;
import com.vaadin.flow.component.contextmenu.MenuItem;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.menubar.MenuBar;
import com.vaadin.flow.component.menubar.MenuBarTester;
import com.vaadin.flow.component.sidenav.SideNavItem;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.textfield.TextField;
import io.portolan.blueprint.BlueprintService;
import io.portolan.kernel.Actor;
import io.portolan.kernel.Json;
import io.portolan.page.Page;
import io.portolan.page.PageService;
import io.portolan.page.SidebarItem;
import io.portolan.page.SidebarService;
import io.portolan.testing.Names;
import io.portolan.testing.PortalTest;
import io.portolan.ui.MainLayout;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.test.context.support.WithMockUser;

@PortalTest
@WithMockUser(username = "admin@example.com", roles = "ADMIN")
class PagesViewTest extends SpringBrowserlessTest {

    @Autowired
    private BlueprintService blueprints;

    @Autowired
    private PageService pages;

    @Autowired
    private SidebarService sidebar;

    private final String folder = Names.unique("view_folder_");
    private final String one = Names.unique("firstPage");
    private final String two = Names.unique("secondPage");

    @BeforeEach
    void aFolderWithTwoDashboards() {
        sidebar.create(Json.object().put("identifier", folder).put("title", "Ours " + folder), Actor.system());
        for (String page : List.of(one, two)) {
            pages.create(
                    Json.object()
                            .put("identifier", page)
                            .put("title", "Page " + page)
                            .put("parent", folder),
                    Actor.system());
        }
        MainLayout.refreshNavigation(UI.getCurrent());
    }

    @Test
    void aRowMovesWithItsMenuAndTheNavigationFollows() {
        navigate(PagesView.class);
        assertThat(entries()).containsSubsequence("Ours " + folder, "Page " + one, "Page " + two);
        choose(two, "Move up");
        assertThat(inside()).containsExactly(two, one);
        assertThat(entries()).containsSubsequence("Ours " + folder, "Page " + two, "Page " + one);
        choose(one, "Lock");
        assertThat(pages.require(one, Actor.system()).isLocked()).isTrue();
    }

    @Test
    void aNewDashboardOpensInItsPage() {
        String title = "Made " + Names.unique("here");
        navigate(PagesView.class);
        test($(Button.class).withText("New dashboard").single()).click();
        test($(TextField.class).withLabel("Title").single()).setValue(title);
        test($(Button.class).withText("Create").single()).click();
        assertThat(getCurrentView()).isInstanceOf(DashboardView.class);
        assertThat($(H1.class).single().getText()).isEqualTo(title);
        assertThat(entries()).contains(title);
    }

    @Test
    void deletingAFolderSaysWhatIsInItAndKeepsIt() {
        navigate(PagesView.class);
        choose(folder, "Delete");
        assertThat(test($(ConfirmDialog.class).single()).getText()).contains("2 pages");
        test($(ConfirmDialog.class).single()).confirm();
        assertThat(pages.require(one, Actor.system()).parent()).isNull();
    }

    @Test
    @WithMockUser(username = "member@example.com", roles = "MEMBER")
    void aPrivatePageIsNotFoundByOthers() {
        Page secret =
                pages.create(Json.object().put("title", "Secret " + one).put("visibility", "private"), Actor.system());
        navigate(PagesView.class);
        MainLayout.refreshNavigation(UI.getCurrent());
        assertThat(entries()).doesNotContain("Secret " + one).contains("Page " + one);
        UI.getCurrent().navigate("dashboards/" + secret.identifier());
        assertThat(getCurrentView()).isNotInstanceOf(DashboardView.class);
        UI.getCurrent().navigate("dashboards/" + one);
        assertThat(getCurrentView()).isInstanceOf(DashboardView.class);
        assertThat($(Button.class).withText("Edit").all()).isEmpty();
    }

    @Test
    void whatIsAnnouncedStandsOnTheHomePageUntilItIsPutAway() {
        String title = "Note " + one;
        blueprints.create(Json.parseObject("""
                {"identifier":"%s","title":"Kind","schema":{"properties":{},"required":[]}}""".formatted(Names.unique("Kind"))), Actor.system());
        navigate(PagesView.class);
        navigate(HomeView.class);
        assertThat(text()).contains("Waiting for my approval").contains("Recently viewed");
        test($(Button.class).withText("Announcements").single()).click();
        test($(Button.class).withText("New announcement").single()).click();
        test($(TextField.class).withLabel("Title").single()).setValue(title);
        test($(TextArea.class).withLabel("Text").single()).setValue("Please *read*");
        test($(Button.class).withText("Save").single()).click();
        assertThat($(H2.class).all()).extracting(H2::getText).contains(title);
        assertThat($(ListItem.class).all())
                .extracting(row -> row.getElement().getTextRecursively())
                .filteredOn(row -> row.contains(title))
                .hasSize(1)
                .allMatch(row -> row.contains("Shown now"));
        Button dismiss = $(Button.class).all().stream()
                .filter(button -> button.getAriaLabel()
                        .filter(("Put " + title + " away")::equals)
                        .isPresent())
                .findFirst()
                .orElseThrow();
        dismiss.click();
        assertThat($(H2.class).all()).extracting(H2::getText).doesNotContain(title);
    }

    private void choose(String identifier, String entry) {
        var tree = test($(PageTree.class).single());
        int row = 0;
        while (!tree.getRow(row).identifier().equals(identifier)) {
            row++;
        }
        MenuBar menu = (MenuBar) tree.getCellComponent(row, 1);
        List<String> entries = menu.getItems().getFirst().getSubMenu().getItems().stream()
                .map(MenuItem::getText)
                .toList();
        new MenuBarTester<>(menu).clickItem(0, entries.indexOf(entry));
    }

    private List<String> inside() {
        return sidebar.items(Actor.system()).stream()
                .filter(item -> folder.equals(item.parent()))
                .map(SidebarItem::identifier)
                .toList();
    }

    private List<String> entries() {
        return $(SideNavItem.class).all().stream().map(SideNavItem::getLabel).toList();
    }

    private String text() {
        return getCurrentView().getElement().getTextRecursively();
    }
}

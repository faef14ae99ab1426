package io.portolan.catalog.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.browserless.SpringBrowserlessTest;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.confirmdialog.ConfirmDialog;
import com.vaadin.flow.component.contextmenu.MenuItem;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.menubar.MenuBar;
import com.vaadin.flow.component.menubar.MenuBarTester;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.router.QueryParameters;
import io.portolan.catalog.SavedView;
import io.portolan.catalog.SavedViewService;
import io.portolan.kernel.Actor;
import io.portolan.kernel.Json;
import io.portolan.kernel.Origin;
import io.portolan.kernel.Role;
import io.portolan.testing.Api;
import io.portolan.testing.Names;
import io.portolan.testing.PortalTest;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.test.context.support.WithMockUser;

/// The menu of saved views beside a table.
@PortalTest
@WithMockUser(username = "admin@example.com", roles = "ADMIN")
class SavedViewsViewTest extends SpringBrowserlessTest {

    private static final String GOLD =
            "{\"combinator\":\"and\",\"rules\":[{\"property\":\"tier\",\"operator\":\"=\",\"value\":\"gold\"}]}";

    @Autowired
    private Api api;

    @Autowired
    private SavedViewService views;

    private final Actor admin = Actor.user("admin@example.com", "Admin", Set.of(Role.ADMIN), List.of(), Origin.UI);
    private String kind = "";

    @BeforeEach
    void aKindOfThings() {
        kind = Names.unique("service");
        api.post("/v1/blueprints", """
                {"identifier": "%s", "title": "Service", "schema": {"properties": {"tier": {"type": "string"}}}}
                """.formatted(kind)).expect(201);
    }

    @Test
    void whatTheTableShowsIsSavedAndComesBackInTheAddress() {
        open(Map.of("filter", GOLD, "sort", "-tier", "columns", "$title,tier"));
        choose("Save view…");
        test($(TextField.class).from(dialog()).withLabel("Name").single()).setValue("Gold ones");
        press("Save");
        assertThat(texts()).containsExactly("Gold ones", "Save view…", "Manage views…", "Save as page…");
        assertThat(checked()).containsExactly("Gold ones");

        open(Map.of());
        assertThat(checked()).isEmpty();
        choose("Gold ones");
        QueryParameters address = UI.getCurrent().getActiveViewLocation().getQueryParameters();
        assertThat(address.getSingleParameter("sort")).contains("-tier");
        assertThat(address.getSingleParameter("columns")).contains("$title,tier");
        assertThat(address.getSingleParameter("filter"))
                .hasValueSatisfying(filter -> assertThat(Json.parse(filter)).isEqualTo(Json.parse(GOLD)));
        assertThat(checked()).containsExactly("Gold ones");
        assertThat($(Button.class).withText("Filter (1)").all()).hasSize(1);
    }

    @Test
    void aViewOfTheSameNameIsReplacedAfterAQuestion() {
        views.save(kind, "Mine", false, Json.object().put("q", "old"), admin);
        open(Map.of("q", "new"));
        choose("Save view…");
        test($(TextField.class).from(dialog()).withLabel("Name").single()).setValue("Mine");
        press("Save");
        assertThat(saved("Mine").state().path("q").asString("")).isEqualTo("old");
        test($(ConfirmDialog.class).single()).confirm();
        assertThat(saved("Mine").state().path("q").asString("")).isEqualTo("new");
    }

    @Test
    void administratorsShareAndTakeBackAndDelete() {
        open(Map.of("q", "pay"));
        choose("Save view…");
        test($(TextField.class).from(dialog()).withLabel("Name").single()).setValue("Payments");
        test($(Checkbox.class).from(dialog()).single()).click();
        press("Save");
        assertThat(saved("Payments").shared()).isTrue();

        choose("Manage views…");
        tool("Stop sharing \"Payments\"");
        test($(ConfirmDialog.class).single()).confirm();
        assertThat(saved("Payments").shared()).isFalse();
        tool("Share \"Payments\" with everybody");
        assertThat(saved("Payments").shared()).isTrue();
        tool("Delete \"Payments\"");
        test($(ConfirmDialog.class).single()).confirm();
        assertThat(texts()).containsExactly("Save view…", "Save as page…");
    }

    @Test
    @WithMockUser(username = "member@example.com", roles = "MEMBER")
    void membersChooseWhatIsSharedAndCannotChangeIt() {
        views.save(kind, "For all", true, Json.object().put("q", "pay"), admin);
        views.save(kind, "Secret", false, Json.object().put("q", "x"), admin);
        open(Map.of());
        assertThat(texts()).containsExactly("For all", "Save view…", "Save as page…");
        choose("Save view…");
        assertThat($(Checkbox.class).from(dialog()).all()).isEmpty();
    }

    private void open(Map<String, String> parameters) {
        UI.getCurrent().navigate("catalog/" + kind, QueryParameters.simple(parameters));
    }

    private SavedView saved(String name) {
        return views.visible(kind, admin).stream()
                .filter(view -> view.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private MenuBar menu() {
        return $(MenuBar.class).from($(ViewsMenu.class).single()).single();
    }

    private List<MenuItem> items() {
        return menu().getItems().getFirst().getSubMenu().getItems();
    }

    private List<String> texts() {
        return items().stream().map(MenuItem::getText).toList();
    }

    private List<String> checked() {
        return items().stream()
                .filter(MenuItem::isChecked)
                .map(MenuItem::getText)
                .toList();
    }

    private void choose(String text) {
        new MenuBarTester<>(menu()).clickItem(0, texts().indexOf(text));
    }

    private Dialog dialog() {
        return $(Dialog.class).all().stream()
                .filter(Dialog::isOpened)
                .findFirst()
                .orElseThrow();
    }

    private void press(String label) {
        test($(Button.class).withText(label).single()).click();
    }

    private void tool(String label) {
        test($(Button.class)
                        .withCondition(button ->
                                button.getAriaLabel().filter(label::equals).isPresent())
                        .single())
                .click();
    }
}

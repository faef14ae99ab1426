package io.portolan.ingest.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.browserless.SpringBrowserlessTest;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import io.portolan.blueprint.BlueprintService;
import io.portolan.testing.Names;
import io.portolan.testing.PortalTest;
import io.portolan.ui.CodeEditor;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.test.context.support.WithMockUser;

@PortalTest
@WithMockUser(username = "admin@example.com", roles = "ADMIN")
class ImportViewTest extends SpringBrowserlessTest {

    @Autowired
    private BlueprintService blueprints;

    private final String kind = Names.unique("Pasted");

    @Test
    void aBlueprintWithTypographicQuotesIsStraightenedWithOneClick() {
        ImportView view = navigate(ImportView.class);
        paste(view, " {\n “identifier”: “" + kind + "”,\n “title”: “It’s pasted”,\n “schema”: {}\n}");
        press("Import");

        assertThat($(Paragraph.class).all().stream().map(Paragraph::getText))
                .anyMatch(text -> text.startsWith("Pasted text, line 2, column 2: “ is a typographic quote"));
        assertThat(blueprints.find(kind)).isEmpty();

        press("Straighten quotes");
        assertThat(blueprints.require(kind).title()).isEqualTo("It’s pasted");
        assertThat($(ListItem.class).all().stream().map(ListItem::getText))
                .contains("Blueprints: 1 new, 0 changed, 0 unchanged");
    }

    @Test
    void whatIsWrongIsListedWithItsPlaceAndNothingIsKept() {
        ImportView view = navigate(ImportView.class);
        paste(
                view,
                "[{\"identifier\":\"" + kind
                        + "\",\"title\":\"x\",\"schema\":{}},\n{\"identifier\":\"e\",\"blueprint\":\"Nowhere" + kind
                        + "\"}]");
        press("Import");

        assertThat($(ListItem.class).all().stream()
                        .map(item -> item.getElement().getTextRecursively()))
                .contains("Pasted text#/1/blueprint names a blueprint that does not exist (line 2)");
        assertThat(blueprints.find(kind)).isEmpty();
    }

    private void paste(ImportView view, String text) {
        $(CodeEditor.class).from(view).single().setValue(text);
    }

    private void press(String label) {
        test($(Button.class).withText(label).single()).click();
    }
}

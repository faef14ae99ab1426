package io.portolan.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import org.junit.jupiter.api.BeforeEach;

/// A journey of somebody who has no mouse.
abstract class KeyboardJourney extends Journey {

    protected Keyboard keys;

    @BeforeEach
    void takeTheKeyboard() {
        keys = new Keyboard(page);
    }

    /// Opens a view and goes to its content by the link that skips the navigation, which may be long.
    protected void openPastTheNavigation(String path) {
        open(path);
        page.locator("h1").first().waitFor();
        settle();
        keys.press("Tab");
        assertThat(keys.focused()).contains("Skip to");
        keys.seesTheFocus();
        keys.press("Enter");
    }

    /// Opens a list of few choices and takes one, once the list has the focus.
    protected void select(Locator button, String choice) {
        settle();
        keys.reach(button.first());
        keys.press("Enter");
        Locator chosen = page.locator("vaadin-select-item")
                .filter(new Locator.FilterOptions().setHasText(choice).setVisible(true))
                .first();
        chosen.waitFor();
        page.waitForCondition(() -> keys.has(page.locator("vaadin-select-item:focus")));
        keys.press("Home");
        for (int i = 0; i < 30 && !keys.has(chosen); i++) {
            keys.press("ArrowDown");
        }
        assertThat(keys.has(chosen)).as("the focus is on the choice %s", choice).isTrue();
        keys.press("Enter");
    }

    /// Takes the next entry of the list that is open, once it is there to be taken.
    protected void pick() {
        settle();
        keys.press("ArrowDown");
        page.locator("[role=option][focused]:visible").first().waitFor();
        keys.press("Enter");
        settle();
    }

    /// Types into the list that has the focus and takes its first entry.
    protected void pick(String text) {
        keys.type(text);
        page.locator("[role=option]:visible").getByText(text).first().waitFor();
        pick();
    }

    /// A menu is open; goes down to the entry and chooses it.
    protected void choose(String entry) {
        Locator item = item(entry);
        item.waitFor();
        page.waitForCondition(() -> keys.has(page.getByRole(AriaRole.MENUITEM)
                .filter(new Locator.FilterOptions().setVisible(true))
                .and(page.locator(":focus"))));
        for (int i = 0; i < 30 && !keys.has(item); i++) {
            keys.press("ArrowDown");
        }
        assertThat(keys.has(item)).as("the focus is on the entry %s", entry).isTrue();
        keys.press("Enter");
    }

    /// The last button with that text in the dialog that lies on top.
    protected Locator inTheDialog(String name) {
        return dialog().getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(name))
                .last();
    }

    /// A list to choose from in the dialog that lies on top.
    protected Locator listInTheDialog(String name) {
        return dialog().getByRole(AriaRole.COMBOBOX, new Locator.GetByRoleOptions().setName(name))
                .first();
    }

    /// Goes back to the button of that very text and presses it.
    protected void goBackTo(String button) {
        settle();
        keys.back(page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(button).setExact(true)));
        keys.press("Enter");
    }

    /// Goes on to the heads of the columns.
    protected void toTheGrid() {
        for (int i = 0; i < 60 && !keys.focused().startsWith("<th"); i++) {
            keys.press("Tab");
        }
        assertThat(keys.focused()).as("the heads of the columns").startsWith("<th");
    }

    /// What the cell or head of a table holds that has the focus, as markup; empty when none has.
    protected String cell() {
        return ofCell("innerHTML");
    }

    /// The same as text.
    protected String cellText() {
        return ofCell("textContent");
    }

    private String ofCell(String what) {
        return String.valueOf(page.evaluate("""
                what => {
                  let at = document.activeElement;
                  while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
                  return at?._content?.[what] ?? '';
                }""", what));
    }

    /// The focus is on the heads of a table: goes down to the row whose last cell holds the text, and into that cell.
    protected void toTheMenuOf(String text) {
        keys.press("Tab", "Home", "End");
        for (int i = 0; i < 60 && !cell().contains(text); i++) {
            keys.press("ArrowDown");
        }
        assertThat(cell()).contains(text);
        keys.press("Enter");
        page.waitForCondition(() -> cell().isEmpty());
    }
}

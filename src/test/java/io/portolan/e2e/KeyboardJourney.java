package io.portolan.e2e;

import static org.assertj.core.api.Assertions.assertThat;

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

    /// Goes on to the heads of the columns.
    protected void toTheGrid() {
        for (int i = 0; i < 60 && !keys.focused().startsWith("<th"); i++) {
            keys.press("Tab");
        }
        assertThat(keys.focused()).as("the heads of the columns").startsWith("<th");
    }
}

package io.portolan.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// The kit in a real browser: it draws, it can be used with the keyboard, and axe finds nothing.
class GalleryE2E extends Journey {

    @Test
    void showsEveryPart() {
        signInAsAdmin();
        open("dev/gallery");
        page.locator("portolan-graph[drawn]").waitFor();
        page.locator("portolan-chart svg").first().waitFor();
        page.locator("portolan-code .cm-content").first().waitFor();
        Screens.take(page, "gallery");
        page.locator("portolan-graph").scrollIntoViewIfNeeded();
        Screens.take(page, "gallery-2");
        button("Check the form").scrollIntoViewIfNeeded();
        button("Check the form").click();
        page.getByText("3 things need attention").waitFor();
        Screens.take(page, "gallery-3");
        page.getByText("No environments yet").scrollIntoViewIfNeeded();
        Screens.take(page, "gallery-4");
    }

    @Test
    void axeFindsNothing() {
        signInAsAdmin();
        open("dev/gallery");
        page.locator("portolan-graph[drawn]").waitFor();
        page.locator("portolan-code .cm-content").first().waitFor();
        Accessibility.check(page);
    }

    @Test
    void paletteFindsAndOpensWithTheKeyboard() {
        signInAsAdmin();
        open("dev/gallery");
        page.keyboard().press("Control+k");
        page.getByRole(com.microsoft.playwright.options.AriaRole.COMBOBOX)
                .first()
                .waitFor();
        page.keyboard().type("Audit log");
        page.locator("portolan-palette [role=option]").first().waitFor();
        Screens.take(page, "palette");
        page.keyboard().press("Enter");
        page.waitForURL("**/audit");
        assertThat(page.title()).isNotBlank();
    }
}

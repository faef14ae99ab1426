package io.portolan.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// Sign-in, home and the page for addresses that lead nowhere: axe finds nothing, and the chosen scheme is remembered.
class ShellE2E extends Journey {

    @Test
    void axeFindsNothingOnTheWayIn() {
        open("login");
        page.locator("input[name=username]").waitFor();
        Accessibility.check(page);
    }

    @Test
    void theChosenSchemeOutlivesAReload() {
        signInAsAdmin();
        open("");
        page.locator("portolan-scheme-toggle button").press("Enter");
        page.locator("portolan-scheme-toggle button").press("Enter");
        page.reload();
        page.locator("portolan-scheme-toggle button").waitFor();
        assertThat(page.evaluate("() => document.documentElement.style.colorScheme"))
                .isEqualTo("dark");
    }
}

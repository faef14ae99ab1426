package io.portolan.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;

/// Somebody without a mouse: reaches things with the Tab key, and sees where the focus is.
final class Keyboard {

    private static final int FAR = 120;

    /// From the element with the focus outwards, through shadow roots and slots.
    private static final String AROUND = """
            const around = [];
            let at = document.activeElement;
            while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
            for (let one = at; one; one = one.assignedSlot ?? one.parentNode ?? one.host) around.push(one);
            """;

    private final Page page;

    Keyboard(Page page) {
        this.page = page;
    }

    void press(String... keys) {
        for (String key : keys) {
            page.keyboard().press(key);
        }
    }

    void type(String text) {
        page.keyboard().type(text);
    }

    /// Goes on with Tab until the focus is in the element.
    void reach(Locator target) {
        reach(target, "Tab");
    }

    /// Goes back with Shift and Tab until the focus is in the element.
    void back(Locator target) {
        reach(target, "Shift+Tab");
    }

    /// Reaches a button or link and presses it.
    void use(Locator target) {
        reach(target);
        press("Enter");
    }

    /// Fails when nothing shows where the focus is.
    void seesTheFocus() {
        Object seen = page.evaluate("() => {" + AROUND + """
                const shows = style => style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0
                  || style.boxShadow !== 'none';
                return around.filter(one => one instanceof Element).slice(0, 7).some(one =>
                  shows(getComputedStyle(one)) || shows(getComputedStyle(one, '::before')) || shows(getComputedStyle(one, '::after')));
                }""");
        assertThat(seen).as("something shows that %s has the focus", focused()).isEqualTo(true);
    }

    /// What has the focus, for messages.
    String focused() {
        return String.valueOf(page.evaluate("() => {" + AROUND + """
                return around.filter(one => one instanceof Element).slice(0, 3).map(one =>
                  `<${one.localName} ${one.getAttribute('aria-label') ?? ''}> ${one.textContent.trim().slice(0, 40)}`).join(' in ');
                }"""));
    }

    boolean has(Locator target) {
        return target.count() > 0
                && Boolean.TRUE.equals(
                        target.first().evaluate("element => {" + AROUND + "return around.includes(element); }"));
    }

    private void reach(Locator target, String key) {
        target.first().waitFor();
        for (int i = 0; i < FAR; i++) {
            if (has(target)) {
                return;
            }
            press(key);
        }
        throw new AssertionError("No way with " + key + " to " + target + "; the focus is at " + focused());
    }
}

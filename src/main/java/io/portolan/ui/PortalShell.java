package io.portolan.ui;

import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.page.AppShellConfigurator;
import com.vaadin.flow.component.page.Inline;
import com.vaadin.flow.component.page.Push;
import com.vaadin.flow.component.page.Viewport;
import com.vaadin.flow.server.AppShellSettings;
import com.vaadin.flow.theme.aura.Aura;

/// The page around everything: theme, style sheet, server push, and the colour scheme set before the first paint.
@Push
@StyleSheet(Aura.STYLESHEET)
@StyleSheet("styles.css")
@Viewport("width=device-width, initial-scale=1")
public class PortalShell implements AppShellConfigurator {

    private static final long serialVersionUID = 1L;

    /// Runs before the first paint, so that a remembered dark scheme does not flash in light.
    private static final String REMEMBERED_SCHEME = """
            (function () {
              var scheme = null;
              try { scheme = localStorage.getItem('portolan.scheme'); } catch (e) { /* storage is switched off */ }
              document.documentElement.style.colorScheme = scheme === 'light' || scheme === 'dark' ? scheme : 'light dark';
            })();
            """;

    @Override
    public void configurePage(AppShellSettings settings) {
        settings.setPageTitle("Portolan");
        settings.addMetaTag("color-scheme", "light dark");
        settings.addFavIcon("icon", "assets/portolan.svg", "any");
        settings.addInlineWithContents(REMEMBERED_SCHEME, Inline.Wrapping.JAVASCRIPT);
    }
}

package io.portolan.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.dependency.JsModule;

/// Button that switches between light, dark and the scheme of the system; the browser remembers the choice.
@Tag("portolan-scheme-toggle")
@JsModule("./portolan/scheme-toggle.ts")
public class SchemeToggle extends Component {

    private static final long serialVersionUID = 1L;

    public SchemeToggle() {
        for (String scheme : new String[] {"system", "light", "dark"}) {
            getElement().setAttribute("label-" + scheme, getTranslation("ui.scheme." + scheme));
        }
    }
}

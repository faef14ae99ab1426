package io.portolan.ui;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.tabs.TabSheet;

/// A tab sheet whose list of tabs holds nothing but tabs, as assistive technology expects: the box that scrolls them
/// cannot have the focus.
public class TabPanels extends TabSheet {

    private static final long serialVersionUID = 1L;

    @Override
    protected void onAttach(AttachEvent event) {
        super.onAttach(event);
        getElement().executeJs("""
                const tabs = this.querySelector('vaadin-tabs');
                tabs?.updateComplete.then(() =>
                  tabs.shadowRoot.querySelectorAll('div[tabindex]').forEach(box => box.removeAttribute('tabindex')));""");
    }
}

package io.portolan.action.ui;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.OrderedList;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import io.portolan.action.ActionVersion;
import io.portolan.action.ActionVersions;
import io.portolan.kernel.Actor;
import io.portolan.kernel.Json;
import io.portolan.ui.RelativeTime;
import java.util.List;

/// The actions and automations that were deleted last, each with the way to its versions.
class DeletedDialog extends Dialog {

    private static final long serialVersionUID = 1L;
    private static final int MOST = 50;

    DeletedDialog(ActionVersions versions, Actor actor) {
        setHeaderTitle(getTranslation("action.deleted"));
        setWidth("min(40rem, 96vw)");
        List<ActionVersion> deleted = versions.deleted(MOST, actor);
        if (deleted.isEmpty()) {
            add(new Paragraph(getTranslation("action.deleted.none")));
        }
        OrderedList list = new OrderedList();
        for (ActionVersion version : deleted) {
            String identifier = String.valueOf(Json.text(version.definition(), "identifier"));
            String title = Json.text(version.definition(), "title");
            Anchor link = new Anchor(ActionPages.editor(identifier), title == null ? identifier : title);
            Span by = new Span(getTranslation("action.run.by", version.by()));
            by.addClassName("act-muted");
            Div row = new Div(link, new RelativeTime(version.at()), by);
            row.addClassName("pt-row");
            list.add(new ListItem(row));
        }
        Div holder = new Div(list);
        holder.addClassName("act-versions");
        add(holder);
        getFooter().add(new Button(getTranslation("ui.close"), event -> close()));
    }
}

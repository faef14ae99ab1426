package io.portolan.action.ui;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dependency.CssImport;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.OrderedList;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import io.portolan.action.Action;
import io.portolan.action.ActionVersion;
import io.portolan.action.ActionVersions;
import io.portolan.kernel.Actor;
import io.portolan.kernel.Slice;
import io.portolan.ui.BadgeColor;
import io.portolan.ui.EnumBadge;
import io.portolan.ui.JsonDifference;
import io.portolan.ui.RelativeTime;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The versions of an action or automation, newest first, twenty at a time: when, who and what, to compare and to go
/// back to.
@CssImport("./action/action.css")
public final class VersionsPanel extends Div {

    private static final long serialVersionUID = 1L;
    private static final int PAGE = 20;
    private static final int PLACES = 3;

    private final transient ActionVersions versions;
    private final transient Actor actor;
    private final transient Consumer<Action> restored;
    private final String identifier;
    private final OrderedList list = new OrderedList();
    private final Button older;
    private transient @Nullable ActionVersion newest;
    private @Nullable String next;

    /// @param restored called with what a version became when somebody went back to it
    public VersionsPanel(ActionVersions versions, String identifier, Actor actor, Consumer<Action> restored) {
        this.versions = versions;
        this.identifier = identifier;
        this.actor = actor;
        this.restored = restored;
        addClassName("act-versions");
        older = new Button(getTranslation("audit.older"), event -> load());
        add(list, older);
        load();
    }

    /// Whether there is none.
    boolean isEmpty() {
        return newest == null;
    }

    private void load() {
        Slice<ActionVersion> page = versions.list(identifier, next, PAGE, actor);
        for (ActionVersion version : page.items()) {
            boolean current = newest == null;
            if (newest == null) {
                newest = version;
            }
            list.add(item(version, newest, current && !version.isDeletion()));
        }
        next = page.next();
        older.setVisible(next != null);
        if (newest == null) {
            list.add(new ListItem(new Paragraph(getTranslation("action.versions.none"))));
        }
    }

    private ListItem item(ActionVersion version, ActionVersion latest, boolean current) {
        BadgeColor color =
                version.isDeletion() ? BadgeColor.RED : version.before() == null ? BadgeColor.GREEN : BadgeColor.BLUE;
        Div head = new Div(
                new EnumBadge(getTranslation("audit.action." + version.kind().action()), color),
                new RelativeTime(version.at()),
                muted(getTranslation("audit.by", version.by(), getTranslation("audit.origin." + version.origin()))));
        head.addClassName("pt-row");
        if (current) {
            head.add(new EnumBadge(getTranslation("action.versions.current"), BadgeColor.GREEN));
        }
        Div buttons = new Div(button("action.versions.compare", () -> open(version, latest)));
        buttons.addClassName("act-buttons");
        if (!current) {
            String label =
                    version.isDeletion() && version == latest ? "action.versions.undelete" : "action.versions.back";
            buttons.add(button(label, () -> open(version, latest)));
        }
        return new ListItem(head, muted(what(version)), buttons);
    }

    private Button button(String key, Runnable press) {
        Button button = new Button(getTranslation(key), event -> press.run());
        button.addThemeVariants(ButtonVariant.TERTIARY);
        return button;
    }

    /// The first places that the change touched.
    private String what(ActionVersion version) {
        if (version.isDeletion() || version.before() == null) {
            return version.definition().path("title").stringValue(identifier);
        }
        List<JsonDifference> places = JsonDifference.of(version.before(), version.state());
        String first =
                places.stream().limit(PLACES).map(JsonDifference::pointer).collect(Collectors.joining(", "));
        return places.size() > PLACES ? getTranslation("action.versions.more", first, places.size() - PLACES) : first;
    }

    private void open(ActionVersion version, ActionVersion latest) {
        new VersionDialog(versions, identifier, version, latest, actor, restored).open();
    }

    private static Span muted(String text) {
        Span span = new Span(text);
        span.addClassName("act-muted");
        return span;
    }
}

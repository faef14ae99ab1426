package io.portolan.audit.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.dependency.CssImport;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.DescriptionList;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Pre;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import io.portolan.audit.AuditTrail;
import io.portolan.audit.Difference;
import io.portolan.changelog.Change;
import io.portolan.kernel.Actor;
import io.portolan.kernel.Json;
import io.portolan.ui.RelativeTime;
import io.portolan.ui.Texts;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// What one change did, property by property, and what it was a consequence of.
@CssImport("./audit/audit.css")
final class ChangeDetails extends Div {

    private static final long serialVersionUID = 1L;
    private static final int LONGEST_VALUE = 2000;

    ChangeDetails(Change change, AuditTrail trail, Actor viewer) {
        addClassName("au-details");
        add(differences(change));
        List<Change> causes = trail.causes(change, viewer);
        if (!causes.isEmpty()) {
            add(chain(Texts.get("audit.because"), causes));
        }
        List<Change> consequences = trail.consequences(change, viewer);
        if (!consequences.isEmpty()) {
            add(chain(Texts.get("audit.ledTo"), consequences));
        }
    }

    /// The table of old and new values.
    static Component differences(Change change) {
        List<Difference> differences = Difference.between(change.before(), change.after());
        if (differences.isEmpty()) {
            return facts(change);
        }
        DescriptionList list = new DescriptionList();
        list.addClassName("au-diff");
        for (Difference difference : differences) {
            list.add(new DescriptionList.Term(label(difference)));
            list.add(new DescriptionList.Description(values(difference)));
        }
        return list;
    }

    private static Component facts(Change change) {
        if (change.facts().isEmpty()) {
            Paragraph nothing = new Paragraph(Texts.get("audit.noDetails"));
            nothing.addClassName("au-muted");
            return nothing;
        }
        DescriptionList list = new DescriptionList();
        list.addClassName("au-diff");
        change.facts().properties().forEach(fact -> {
            list.add(new DescriptionList.Term(fact.getKey()));
            list.add(new DescriptionList.Description(value(fact.getValue())));
        });
        return list;
    }

    private static String label(Difference difference) {
        List<String> path = difference.path();
        if (path.size() == 1) {
            return Texts.orPlain("audit.key." + path.getFirst(), path.getFirst());
        }
        return String.join(" / ", path.subList(1, path.size()));
    }

    private static Component[] values(Difference difference) {
        Span old = new Span(value(difference.before()));
        old.addClassName("au-old");
        Span now = new Span(value(difference.after()));
        now.addClassName("au-new");
        if (difference.before() == null) {
            return new Component[] {now};
        }
        Span arrow = new Span("→");
        arrow.getElement().setAttribute("aria-label", Texts.get("audit.becomes"));
        arrow.getElement().setAttribute("role", "img");
        if (difference.after() == null) {
            now.setText(Texts.get("audit.nothing"));
        }
        return new Component[] {old, arrow, now};
    }

    private static Component value(@Nullable JsonNode value) {
        if (value == null) {
            return new Span("–");
        }
        if (value.isObject()) {
            return new Pre(shorten(Json.pretty(value)));
        }
        if (value.isArray() && StreamSupport.stream(value.spliterator(), false).allMatch(JsonNode::isValueNode)) {
            return new Span(shorten(StreamSupport.stream(value.spliterator(), false)
                    .map(ChangeDetails::plain)
                    .collect(Collectors.joining(", "))));
        }
        return value.isArray() ? new Pre(shorten(Json.pretty(value))) : new Span(shorten(plain(value)));
    }

    private static String plain(JsonNode value) {
        return value.isString() ? value.stringValue() : Json.write(value);
    }

    private static String shorten(String text) {
        return text.length() <= LONGEST_VALUE ? text : text.substring(0, LONGEST_VALUE) + " …";
    }

    private static Component chain(String title, List<Change> changes) {
        UnorderedList list = new UnorderedList();
        list.addClassName("au-causes");
        for (Change change : changes) {
            ListItem item = new ListItem(
                    new Anchor("audit?change=" + change.id(), ChangeTexts.sentence(change)),
                    new Span(" · " + ChangeTexts.actor(change) + " · "),
                    new RelativeTime(change.at()));
            list.add(item);
        }
        return new Div(new Span(title), list);
    }
}

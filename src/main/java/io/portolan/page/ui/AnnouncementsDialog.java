package io.portolan.page.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import io.portolan.kernel.Actor;
import io.portolan.page.Announcement;
import io.portolan.page.AnnouncementService;
import io.portolan.ui.BadgeColor;
import io.portolan.ui.ConfirmDialogs;
import io.portolan.ui.EnumBadge;
import io.portolan.ui.Icons;
import io.portolan.ui.RelativeTime;
import io.portolan.ui.form.FieldSpec;
import io.portolan.ui.form.FieldSpec.Kind;
import io.portolan.ui.form.FieldSpec.Limits;
import io.portolan.ui.form.JsonForm;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// All announcements, to be written, changed and deleted by administrators.
class AnnouncementsDialog extends Dialog {

    private static final long serialVersionUID = 1L;

    private final transient AnnouncementService announcements;
    private final transient Actor actor;
    private final transient Clock clock;
    private final transient Runnable changed;
    private final Div list = new Div();

    AnnouncementsDialog(AnnouncementService announcements, Actor actor, Clock clock, Runnable changed) {
        this.announcements = announcements;
        this.actor = actor;
        this.clock = clock;
        this.changed = changed;
        setHeaderTitle(getTranslation("page.announcements"));
        setWidth("min(44rem, 96vw)");
        Button create = new Button(getTranslation("page.announcements.new"), Icons.of("plus"), click -> edit(null));
        create.addThemeVariants(ButtonVariant.PRIMARY);
        add(list);
        getFooter().add(new Button(getTranslation("ui.close"), click -> close()), create);
        fill();
    }

    private void fill() {
        list.removeAll();
        List<Announcement> all = announcements.all(actor);
        if (all.isEmpty()) {
            list.add(new Paragraph(getTranslation("page.announcements.empty")));
            return;
        }
        UnorderedList rows = new UnorderedList();
        rows.addClassName("pg-entities");
        all.forEach(one -> rows.add(row(one)));
        list.add(rows);
    }

    private ListItem row(Announcement one) {
        Div what = new Div(new Span(one.title()), state(one));
        Div when = new Div(new Span(one.author() + " · "), RelativeTime.exact(one.from()));
        Instant until = one.until();
        if (until != null) {
            when.add(new Span(" – "), RelativeTime.exact(until));
        }
        when.addClassName("pt-muted");
        Button edit = button("pencil", "page.announcements.edit", one, () -> edit(one));
        Button delete = button(
                "trash",
                "page.announcements.delete",
                one,
                () -> ConfirmDialogs.delete(one.title(), getTranslation("page.announcements.delete.text"), () -> {
                    announcements.delete(one.id(), actor);
                    stored();
                }));
        return new ListItem(what, when, new Div(edit, delete));
    }

    private Component state(Announcement one) {
        Instant now = clock.instant();
        if (one.isCurrent(now)) {
            return new EnumBadge(getTranslation("page.announcements.current"), BadgeColor.GREEN);
        }
        return one.from().isAfter(now)
                ? new EnumBadge(getTranslation("page.announcements.toCome"), BadgeColor.BLUE)
                : new EnumBadge(getTranslation("page.announcements.over"), BadgeColor.LIGHT_GRAY);
    }

    private Button button(String icon, String key, Announcement one, Runnable deed) {
        Button button = new Button(Icons.of(icon), click -> deed.run());
        button.addThemeVariants(ButtonVariant.TERTIARY);
        button.setAriaLabel(getTranslation(key, one.title()));
        return button;
    }

    private void edit(@Nullable Announcement one) {
        JsonForm form = new JsonForm(List.of(
                FieldSpec.of("title", getTranslation("page.column.title"), Kind.STRING)
                        .asRequired(true)
                        .withLimits(new Limits(null, 100.0, null, null, null)),
                FieldSpec.of("text", getTranslation("page.announcements.text"), Kind.TEXT)
                        .withDescription(getTranslation("page.announcements.text.hint"))
                        .asRequired(true)
                        .withLimits(new Limits(null, 4000.0, null, null, null)),
                FieldSpec.of("from", getTranslation("page.announcements.from"), Kind.DATE_TIME)
                        .withDescription(getTranslation("page.announcements.from.hint")),
                FieldSpec.of("until", getTranslation("page.announcements.until"), Kind.DATE_TIME)
                        .withDescription(getTranslation("page.announcements.until.hint"))));
        if (one != null) {
            form.setValue(one.toJson());
        }
        new PageFormDialog(
                        one == null ? getTranslation("page.announcements.new") : one.title(),
                        getTranslation("ui.save"),
                        form,
                        value -> {
                            if (one == null) {
                                announcements.create(value, actor);
                            } else {
                                announcements.change(one.id(), value, actor);
                            }
                            stored();
                        })
                .open();
    }

    private void stored() {
        fill();
        changed.run();
    }
}

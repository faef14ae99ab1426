package io.portolan.page.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Article;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Header;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import io.portolan.kernel.Actor;
import io.portolan.page.Announcement;
import io.portolan.page.AnnouncementService;
import io.portolan.ui.Icons;
import io.portolan.ui.MarkdownView;
import io.portolan.ui.Notices;
import io.portolan.ui.RelativeTime;
import java.util.List;

/// What is announced at the moment; each note can be put away.
class AnnouncementList extends Section {

    private static final long serialVersionUID = 1L;

    private final transient AnnouncementService announcements;
    private final transient Actor viewer;

    AnnouncementList(AnnouncementService announcements, Actor viewer) {
        this.announcements = announcements;
        this.viewer = viewer;
        addClassName("pg-announcements");
        getElement().setAttribute("aria-label", getTranslation("page.announcements"));
        refresh();
    }

    final void refresh() {
        removeAll();
        List<Announcement> current = announcements.current(viewer);
        setVisible(!current.isEmpty());
        current.forEach(one -> add(note(one)));
    }

    private Component note(Announcement one) {
        Button dismiss = new Button(Icons.of("x"), click -> {
            try {
                announcements.dismiss(one.id(), viewer);
                refresh();
            } catch (RuntimeException e) {
                Notices.failure(e);
            }
        });
        dismiss.addThemeVariants(ButtonVariant.TERTIARY);
        dismiss.setAriaLabel(getTranslation("page.announcements.dismiss", one.title()));
        dismiss.setTooltipText(getTranslation("page.announcements.dismiss", one.title()));
        Header head = new Header(Icons.of("megaphone"), new H2(one.title()), dismiss);
        Paragraph about = new Paragraph(new Span(one.author() + " · "), new RelativeTime(one.from()));
        about.addClassName("pt-muted");
        Article note = new Article(head, new MarkdownView(one.text()), about);
        note.addClassNames("pt-card", "pg-announcement");
        return note;
    }
}

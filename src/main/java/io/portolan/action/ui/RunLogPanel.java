package io.portolan.action.ui;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.component.virtuallist.VirtualList;
import com.vaadin.flow.data.provider.DataProvider;
import com.vaadin.flow.data.renderer.LitRenderer;
import com.vaadin.flow.data.value.ValueChangeMode;
import com.vaadin.flow.dom.DebouncePhase;
import com.vaadin.flow.server.streams.DownloadHandler;
import io.portolan.action.RunLog;
import io.portolan.action.RunLogs;
import io.portolan.kernel.Actor;
import io.portolan.ui.Background;
import io.portolan.ui.Notices;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// The log of a run: only the lines in sight are on the page and in memory, so that its length does not matter. While
/// lines arrive it stays at its end, unless the reader has scrolled away from there.
class RunLogPanel extends Section {

    private static final long serialVersionUID = 1L;
    private static final String AT_END = "return this.scrollTop + this.clientHeight >= this.scrollHeight - 32";
    /// The list counts rows beyond its first 100,000 from where it is, and rows arrive while it scrolls: one step may
    /// fall short of the end. Ends when the end has stayed in sight for a while, and when the reader scrolls.
    private static final String TO_END = """
            const stop = () => clearTimeout(this.toEnd);
            stop();
            if (!this.stops) {
              this.stops = ['wheel', 'keydown', 'touchmove', 'pointerdown'];
              this.stops.forEach(gesture => this.addEventListener(gesture, stop, { passive: true }));
            }
            const until = performance.now() + 10000;
            const step = seen => {
              const last = this.items.length - 1;
              const there = last >= 0 && this.lastVisibleIndex >= last;
              if (last >= 0 && !there) this.scrollToIndex(last);
              if (seen < 3 && performance.now() < until) this.toEnd = setTimeout(() => step(there ? seen + 1 : 0), 100);
            };
            step(0);
            """;
    private static final int SETTLED_MILLIS = 400;
    /// So many lines are in sight at most; the rest is scrolled to.
    private static final int MOST_LINES = 20;

    private final transient RunLogs logs;
    private final transient Actor viewer;
    private final TextField search = new TextField();
    private final Checkbox follow = new Checkbox();
    private final Span count = new Span();
    private final Div tools = new Div();
    private final VirtualList<RunLog> list = new VirtualList<>();
    private final Paragraph empty = new Paragraph();
    private final transient DataProvider<RunLog, Void> lines =
            DataProvider.fromCallbacks(query -> fetch(query.getOffset(), query.getLimit()), query -> shown());
    private String run = "";
    private transient RunLogs.Extent extent = RunLogs.Extent.NOTHING;
    private transient List<Long> found = List.of();
    /// The words that `found` was found for; others while they are searched for.
    private String answered = "";

    RunLogPanel(RunLogs logs, Actor viewer) {
        this.logs = logs;
        this.viewer = viewer;
        list.addClassName("act-log");
        list.getElement().setAttribute("aria-label", getTranslation("action.run.log"));
        list.getElement().setAttribute("tabindex", "0");
        list.setRenderer(
                LitRenderer.<RunLog>of("<div class=\"act-line\"><portolan-time datetime=${item.at}></portolan-time>"
                                + "<span>${item.text}</span></div>")
                        .withProperty("at", line -> line.at().toString())
                        .withProperty("text", RunLog::message));
        list.setDataProvider(lines);
        for (String gesture : List.of("wheel", "keydown", "touchmove", "pointerdown")) {
            list.getElement()
                    .addEventListener(
                            gesture,
                            // looked at now, since a gesture comes before the scrolling that it causes
                            event -> list.getElement()
                                    .executeJs(AT_END)
                                    .then(Boolean.class, atEnd -> follow.setValue(atEnd)))
                    .debounce(SETTLED_MILLIS, DebouncePhase.TRAILING);
        }
        add(new H2(getTranslation("action.run.log")), tools(), empty, list);
    }

    /// Shows the log of a run from now on.
    ///
    /// @param live whether lines may still come; then it begins at the end
    void open(String id, boolean live) {
        run = id;
        extent = RunLogs.Extent.NOTHING;
        search.clear();
        follow.setValue(live);
    }

    /// Takes in what has come since.
    ///
    /// @param nothing what to say while there is no line
    void refresh(String nothing) {
        RunLogs.Extent before = extent;
        extent = logs.extent(run, before, viewer);
        findSince(before);
        empty.setText(nothing);
        if (!extent.equals(before) || extent.count() == 0) {
            show();
        }
    }

    private Div tools() {
        search.setPlaceholder(getTranslation("action.run.log.search"));
        search.setAriaLabel(getTranslation("action.run.log.search"));
        search.setClearButtonVisible(true);
        search.setValueChangeMode(ValueChangeMode.LAZY);
        search.addValueChangeListener(event -> search());
        follow.setLabel(getTranslation("action.run.log.follow"));
        follow.addValueChangeListener(event -> {
            if (event.getValue()) {
                toEnd();
            }
        });
        count.getElement().setAttribute("role", "status");
        tools.addClassName("act-log-tools");
        tools.add(
                search,
                follow,
                count,
                download("action.run.log.text", ".log", "text/plain; charset=utf-8", RunLogs.Format.TEXT),
                download("action.run.log.ndjson", ".ndjson", "application/x-ndjson", RunLogs.Format.NDJSON));
        return tools;
    }

    private Anchor download(String label, String ending, String type, RunLogs.Format format) {
        DownloadHandler stream = event -> {
            event.setFileName(run + ending);
            event.setContentType(type);
            try (Writer out = new OutputStreamWriter(event.getOutputStream(), StandardCharsets.UTF_8)) {
                logs.write(run, format, out, viewer);
            }
        };
        Anchor anchor = new Anchor(stream, getTranslation(label));
        anchor.getElement().setAttribute("download", true);
        return anchor;
    }

    /// Adds what was found in the lines that have come since.
    private void findSince(RunLogs.Extent before) {
        boolean current = !answered.isEmpty() && answered.equals(search.getValue());
        if (current && !extent.equals(before) && found.size() < RunLogs.MOST_FOUND) {
            List<Long> more = new ArrayList<>(found);
            more.addAll(logs.find(run, answered, before.last(), extent, RunLogs.MOST_FOUND - found.size(), viewer));
            found = more;
        }
    }

    private void search() {
        String words = search.getValue();
        String of = run;
        RunLogs.Extent all = extent;
        if (words.isEmpty()) {
            found = List.of();
            answered = "";
            show();
            return;
        }
        Background.run(
                UI.getCurrent(),
                "log-search",
                () -> logs.find(of, words, 0, all, RunLogs.MOST_FOUND, viewer),
                numbers -> {
                    if (words.equals(search.getValue()) && of.equals(run)) {
                        found = numbers;
                        answered = words;
                        findSince(all);
                        show();
                    }
                },
                failure -> Notices.error(getTranslation("action.run.log.unsearched")));
    }

    private void show() {
        int shown = shown();
        empty.setVisible(extent.count() == 0);
        list.setVisible(extent.count() > 0);
        tools.setVisible(extent.count() > 0);
        list.getStyle().set("--act-lines", String.valueOf(Math.min(shown, MOST_LINES)));
        count.setText(
                search.isEmpty()
                        ? getTranslation("action.run.log.count", extent.count())
                        : getTranslation("action.run.log.found", shown, extent.count()));
        lines.refreshAll();
        if (follow.getValue()) {
            toEnd();
        }
    }

    private void toEnd() {
        list.getElement().executeJs(TO_END);
    }

    private int shown() {
        return search.isEmpty() ? extent.count() : found.size();
    }

    private Stream<RunLog> fetch(int offset, int limit) {
        if (search.isEmpty()) {
            return logs.page(run, extent, offset, limit, viewer).stream();
        }
        int from = Math.min(offset, found.size());
        return logs.lines(run, found.subList(from, Math.min(from + limit, found.size())), viewer).stream();
    }
}

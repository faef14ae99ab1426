package io.portolan.page.ui;

import com.vaadin.flow.component.UI;
import io.portolan.blueprint.Blueprint;
import io.portolan.kernel.Actor;
import io.portolan.kernel.Json;
import io.portolan.page.LayoutRow;
import io.portolan.page.Page;
import io.portolan.page.PageService;
import io.portolan.page.SidebarItem;
import io.portolan.page.SidebarService;
import io.portolan.ui.ConfirmDialogs;
import io.portolan.ui.Notices;
import io.portolan.ui.Texts;
import io.portolan.ui.form.FieldSpec;
import io.portolan.ui.form.FieldSpec.Kind;
import io.portolan.ui.form.FieldSpec.Limits;
import io.portolan.ui.form.FieldSpec.Option;
import io.portolan.ui.form.FieldSpecs;
import io.portolan.ui.form.JsonForm;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.BooleanNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/// What can be done with pages and folders, with the dialogs that ask for more.
final class PageDeeds {

    private static final String FIRM = "firm";
    private static final Limits TITLE = new Limits(null, 100.0, null, null, null);

    private final PageService pages;
    private final SidebarService sidebar;
    private final Actor viewer;
    private final boolean manages;
    private final Consumer<String> changed;
    private List<SidebarItem> items = List.of();

    /// @param manages whether the viewer may change what is everybody's
    /// @param changed called with the identifier of what has changed
    PageDeeds(PageService pages, SidebarService sidebar, Actor viewer, boolean manages, Consumer<String> changed) {
        this.pages = pages;
        this.sidebar = sidebar;
        this.viewer = viewer;
        this.manages = manages;
        this.changed = changed;
    }

    /// What there is now, each folder followed by what is in it.
    List<SidebarItem> read() {
        items = sidebar.items(viewer);
        return items;
    }

    boolean manages() {
        return manages;
    }

    /// Asks for the title of a new dashboard and opens it.
    void createDashboard() {
        create(
                Texts.get("page.pages.newDashboard"),
                List.of(),
                value -> value.put("type", "dashboard").putArray("widgets"));
    }

    /// Asks for the title of a page with the table of a kind and opens it.
    ///
    /// @param filter what the table is filtered by now; null for nothing
    /// @param settings what it shows at first, without the filter
    void createTable(Blueprint kind, @Nullable ObjectNode filter, ObjectNode settings) {
        List<FieldSpec> fields = filter == null
                ? List.of()
                : List.of(FieldSpec.of(FIRM, Texts.get("page.pages.firm"), Kind.BOOLEAN)
                        .withDescription(Texts.get("page.pages.firm.text"))
                        .withDefault(BooleanNode.TRUE));
        create(Texts.get("page.pages.newTable", kind.title()), fields, value -> {
            boolean firm = value.path(FIRM).asBoolean(false);
            value.remove(FIRM);
            TableWidget.write(value, kind.identifier(), filter, firm, settings);
        });
    }

    /// @param complete adds what the page shows
    private void create(String header, List<FieldSpec> more, Consumer<ObjectNode> complete) {
        List<FieldSpec> fields = new ArrayList<>(List.of(title(), icon(), folder(null)));
        fields.addAll(more);
        if (manages) {
            fields.add(FieldSpec.of("private", Texts.get("page.pages.private"), Kind.BOOLEAN)
                    .withDescription(Texts.get("page.pages.private.text")));
        }
        JsonForm form = new JsonForm(fields);
        new PageFormDialog(header, Texts.get("page.pages.create"), form, value -> {
                    boolean isPrivate = !manages || value.path("private").asBoolean(false);
                    value.remove("private");
                    List.of("icon", "parent").stream()
                            .filter(key -> value.path(key).isNull())
                            .forEach(value::remove);
                    if (isPrivate) {
                        value.put("visibility", "private");
                    }
                    complete.accept(value);
                    Page made = pages.create(value, viewer);
                    changed.accept(made.identifier());
                    UI.getCurrent()
                            .navigate(PageNavigation.page(
                                    made.identifier(), made.tableOf().isPresent()));
                })
                .open();
    }

    void createFolder() {
        JsonForm form = new JsonForm(List.of(title(), folder(null)));
        new PageFormDialog(
                        Texts.get("page.pages.newFolder"),
                        Texts.get("page.pages.create"),
                        form,
                        value -> changed.accept(sidebar.create(value, viewer).identifier()))
                .open();
    }

    /// Title, and of a page also icon, description and whether it stands in the navigation.
    void edit(SidebarItem item) {
        SidebarItem.PageFacts page = item.page();
        List<FieldSpec> fields = new ArrayList<>(List.of(title()));
        ObjectNode values = Json.object();
        if (page == null) {
            values.put("title", item.title());
        } else {
            values.setAll(pages.require(item.identifier(), viewer).definition());
            values.put("title", item.title()).put("showInSidebar", page.inSidebar());
            fields.add(icon());
            fields.add(FieldSpec.of("description", Texts.get("page.pages.description"), Kind.TEXT));
            if (page.isOpened()) {
                fields.add(FieldSpec.of("showInSidebar", Texts.get("page.pages.inSidebar"), Kind.BOOLEAN));
            }
        }
        JsonForm form = new JsonForm(fields);
        form.setValue(values);
        new PageFormDialog(Texts.get("page.edit.title", item.title()), Texts.get("ui.save"), form, value -> {
                    if (page == null) {
                        sidebar.change(item.identifier(), value, viewer);
                    } else {
                        if (value.has("showInSidebar")) {
                            value.put(
                                    "showInSidebar", value.path("showInSidebar").asBoolean(false));
                        }
                        pages.merge(item.identifier(), value, viewer);
                    }
                    changed.accept(item.identifier());
                })
                .open();
    }

    boolean isFirst(SidebarItem item) {
        return item.after() == null;
    }

    boolean isLast(SidebarItem item) {
        return siblings(item).getLast().identifier().equals(item.identifier());
    }

    void moveUp(SidebarItem item) {
        List<SidebarItem> siblings = siblings(item);
        int index = siblings.indexOf(item);
        if (index > 0) {
            move(item, item.parent(), siblings.get(index - 1).after());
        }
    }

    void moveDown(SidebarItem item) {
        List<SidebarItem> siblings = siblings(item);
        int index = siblings.indexOf(item);
        if (index >= 0 && index < siblings.size() - 1) {
            move(item, item.parent(), siblings.get(index + 1).identifier());
        }
    }

    /// Puts it behind `after`, or first in the folder where that is null.
    void move(SidebarItem item, @Nullable String folder, @Nullable String after) {
        if (!item.identifier().equals(after)) {
            place(item, Json.object().put("parent", folder).put("after", after));
        }
    }

    /// Puts it last into a folder.
    void moveInto(SidebarItem item, @Nullable String folder) {
        place(item, Json.object().put("parent", folder));
    }

    /// Asks for the folder.
    void moveElsewhere(SidebarItem item) {
        JsonForm form = new JsonForm(List.of(folder(item)));
        form.setValue(Json.object().put("parent", item.parent()));
        new PageFormDialog(
                        Texts.get("page.pages.move.title", item.title()),
                        Texts.get("page.pages.move"),
                        form,
                        value -> store(item, value))
                .open();
    }

    void lock(SidebarItem item, boolean locked) {
        changePage(item, Json.object().put("locked", locked));
    }

    /// Makes a page private, or everybody's.
    void share(SidebarItem item, boolean shared) {
        ObjectNode visibility = Json.object().put("visibility", shared ? "org" : "private");
        ConfirmDialogs.ask(
                Texts.get(shared ? "page.pages.share.title" : "page.pages.hide.title", item.title()),
                Texts.get(shared ? "page.pages.share.text" : "page.pages.hide.text"),
                Texts.get(shared ? "page.pages.share" : "page.pages.hide"),
                () -> changePage(item, visibility));
    }

    /// Asks first, and says what is inside.
    void delete(SidebarItem item) {
        if (item.isFolder()) {
            Set<String> around = new TreeSet<>(Set.of(item.identifier()));
            int folders = 0;
            int inside = 0;
            for (SidebarItem each : items) {
                if (each.parent() != null && around.contains(each.parent())) {
                    inside += each.isFolder() ? 0 : 1;
                    folders += each.isFolder() && around.add(each.identifier()) ? 1 : 0;
                }
            }
            ConfirmDialogs.delete(item.title(), Texts.get("page.pages.delete.folder", folders, inside), () -> {
                sidebar.delete(item.identifier(), viewer);
                changed.accept(item.identifier());
            });
        } else {
            int widgets = pages.require(item.identifier(), viewer).layout().stream()
                    .map(LayoutRow::cells)
                    .mapToInt(List::size)
                    .sum();
            ConfirmDialogs.delete(item.title(), Texts.get("page.pages.delete.page", widgets), () -> {
                pages.delete(item.identifier(), viewer);
                Notices.success(Texts.get("page.deleted"));
                changed.accept(item.identifier());
            });
        }
    }

    private void place(SidebarItem item, ObjectNode place) {
        try {
            store(item, place);
        } catch (RuntimeException e) {
            Notices.failure(e);
        }
    }

    private void store(SidebarItem item, ObjectNode place) {
        if (item.isFolder()) {
            sidebar.change(item.identifier(), place, viewer);
        } else {
            pages.merge(item.identifier(), place, viewer);
        }
        changed.accept(item.identifier());
    }

    private void changePage(SidebarItem item, ObjectNode patch) {
        try {
            pages.merge(item.identifier(), patch, viewer);
            changed.accept(item.identifier());
        } catch (RuntimeException e) {
            Notices.failure(e);
        }
    }

    private List<SidebarItem> siblings(SidebarItem item) {
        return items.stream()
                .filter(each -> Objects.equals(each.parent(), item.parent()))
                .toList();
    }

    private static FieldSpec title() {
        return FieldSpec.of("title", Texts.get("page.column.title"), Kind.STRING)
                .asRequired(true)
                .withLimits(TITLE);
    }

    static FieldSpec icon() {
        return FieldSpec.of("icon", Texts.get("page.meta.icon"), Kind.STRING).withOptions(FieldSpecs.icons());
    }

    /// @param without what is to move: a folder does not go into itself
    private FieldSpec folder(@Nullable SidebarItem without) {
        List<Option> folders = new ArrayList<>();
        List<String> way = new ArrayList<>();
        Set<String> left = new TreeSet<>(without == null ? Set.of() : Set.of(without.identifier()));
        for (SidebarItem item : items) {
            if (item.isFolder()) {
                way.subList(item.depth(), way.size()).clear();
                way.add(item.title());
                if (left.contains(item.identifier()) || item.parent() != null && left.contains(item.parent())) {
                    left.add(item.identifier());
                } else {
                    folders.add(new Option(StringNode.valueOf(item.identifier()), String.join(" › ", way), null));
                }
            }
        }
        return FieldSpec.of("parent", Texts.get("page.pages.folder"), Kind.STRING)
                .withDescription(Texts.get("page.pages.folder.text"))
                .withOptions(folders)
                .asChoosing(FieldSpec.Choosing.ONLY);
    }
}

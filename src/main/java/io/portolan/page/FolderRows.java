package io.portolan.page;

import io.portolan.kernel.Actor;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The table `page_folder`, and everything of the side navigation at a glance.
@Repository
class FolderRows {

    /// How many folders there may be.
    static final int MOST = 500;

    private final JdbcClient jdbc;
    private final PageRights rights;

    FolderRows(JdbcClient jdbc, PageRights rights) {
        this.jdbc = jdbc;
        this.rights = rights;
    }

    /// The folder at its place in the arrangement.
    Optional<Folder> find(String identifier, Arrangement arrangement) {
        String parent =
                arrangement.find(identifier).map(Arrangement.Item::parent).orElse(null);
        return jdbc.sql("""
                        select identifier, title, created_at, created_by, updated_at, updated_by
                        from page_folder where identifier = ?
                        """)
                .param(identifier)
                .query((row, number) -> new Folder(
                        identifier,
                        row.getString("title"),
                        parent,
                        arrangement.before(identifier),
                        new Page.Stamp(
                                instant(row, "created_at"),
                                row.getString("created_by"),
                                instant(row, "updated_at"),
                                row.getString("updated_by"))))
                .optional();
    }

    int count() {
        return jdbc.sql("select count(*) from page_folder").query(Integer.class).single();
    }

    /// Whether it was inserted; false when the identifier is taken.
    boolean insert(String identifier, String title, Instant now, String by) {
        return jdbc.sql("""
                        insert into page_folder (identifier, title, created_at, created_by, updated_at, updated_by)
                        values (:identifier, :title, :now, :by, :now, :by) on conflict (identifier) do nothing
                        """)
                        .param("identifier", identifier)
                        .param("title", title)
                        .param("now", now.atOffset(ZoneOffset.UTC))
                        .param("by", by)
                        .update()
                == 1;
    }

    void update(String identifier, String title, Instant now, String by) {
        jdbc.sql("update page_folder set title = ?, updated_at = ?, updated_by = ? where identifier = ?")
                .param(title)
                .param(now.atOffset(ZoneOffset.UTC))
                .param(by)
                .param(identifier)
                .update();
    }

    void delete(String identifier) {
        jdbc.sql("delete from page_folder where identifier = ?")
                .param(identifier)
                .update();
    }

    /// What a viewer sees of folders and pages, each folder followed by what is in it.
    List<SidebarItem> items(Actor viewer) {
        boolean manages = rights.manages(viewer);
        Map<String, List<Row>> inside = new HashMap<>();
        jdbc.sql("""
                        select i.identifier, i.parent, f.title as folder,
                               p.definition ->> 'title' as title, p.definition ->> 'icon' as icon,
                               coalesce(p.definition ->> 'type', 'dashboard') as type,
                               p.definition ->> 'blueprint' as blueprint,
                               coalesce(p.definition ->> 'locked', 'false') = 'true' as locked,
                               coalesce(p.definition ->> 'showInSidebar', 'true') <> 'false' as shown,
                               coalesce(p.visibility = 'private', false) as private,
                               p.created_by, p.updated_at, p.updated_by
                        from sidebar_item i
                        left join page_folder f on f.identifier = i.identifier
                        left join page p on p.identifier = i.identifier
                        where f.identifier is not null or p.identifier is not null and %s
                        order by i.position, i.identifier limit %d
                        """.formatted(PageRows.VISIBLE, PageRows.MOST + MOST))
                .params(PageRows.viewer(viewer))
                .query((row, number) -> row(row, viewer, manages))
                .list()
                .forEach(row -> inside.computeIfAbsent(
                                row.parent() == null ? "" : row.parent(), parent -> new ArrayList<>())
                        .add(row));
        List<SidebarItem> items = new ArrayList<>();
        collect(inside, "", 0, items);
        return items;
    }

    private static void collect(Map<String, List<Row>> inside, String parent, int depth, List<SidebarItem> items) {
        @Nullable String after = null;
        for (Row row : inside.getOrDefault(parent, List.of())) {
            items.add(new SidebarItem(
                    row.identifier(), row.title(), row.parent(), after, depth, row.mayChange(), row.page()));
            if (row.page() == null) {
                collect(inside, row.identifier(), depth + 1, items);
            }
            after = row.identifier();
        }
    }

    private record Row(
            String identifier,
            String title,
            @Nullable String parent,
            boolean mayChange,
            SidebarItem.@Nullable PageFacts page) {}

    private Row row(ResultSet row, Actor viewer, boolean manages) throws SQLException {
        String identifier = row.getString("identifier");
        String parent = row.getString("parent");
        String folder = row.getString("folder");
        if (folder != null) {
            return new Row(identifier, folder, parent, manages, null);
        }
        String title = row.getString("title");
        String type = row.getString("type");
        String blueprint = type.equals(Page.TABLE) ? row.getString("blueprint") : null;
        boolean isPrivate = row.getBoolean("private");
        return new Row(
                identifier,
                title == null ? identifier : title,
                parent,
                rights.mayChange(isPrivate, row.getString("created_by"), viewer),
                new SidebarItem.PageFacts(
                        type,
                        blueprint,
                        row.getString("icon"),
                        row.getBoolean("locked"),
                        isPrivate,
                        row.getBoolean("shown"),
                        instant(row, "updated_at"),
                        row.getString("updated_by")));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}

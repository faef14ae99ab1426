package io.portolan.page;

import io.portolan.kernel.Actor;
import io.portolan.kernel.Json;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.node.ObjectNode;

/// The table `page`. What a viewer may not see is not there for that viewer.
@Repository
class PageRows {

    /// How many pages there may be, and how many private ones of one author.
    static final int MOST = 1000;

    static final int MOST_PRIVATE = 100;

    /// On the row `p` of a page; takes the parameters of [#viewer].
    static final String VISIBLE = "(p.visibility <> 'private' or p.created_by = :viewer or :admin)";

    private static final String SELECT = """
            select p.identifier, p.definition, p.created_at, p.created_by, p.updated_at, p.updated_by,
                   placed.parent, placed.after
            from page p left join (
                select i.identifier, i.parent,
                       lag(i.identifier) over (partition by i.parent order by i.position, i.identifier) as after
                from sidebar_item i left join page p on p.identifier = i.identifier
                where p.identifier is null or %1$s) placed on placed.identifier = p.identifier
            where %1$s
            """.formatted(VISIBLE);

    private final JdbcClient jdbc;

    PageRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    static Map<String, Object> viewer(Actor actor) {
        return Map.of("viewer", actor.id(), "admin", actor.isAdmin());
    }

    List<Page> all(Actor viewer) {
        return jdbc.sql(SELECT + " order by p.created_at, p.identifier limit :most")
                .params(viewer(viewer))
                .param("most", MOST)
                .query(PageRows::map)
                .list();
    }

    /// Those that are about the entities of one kind.
    List<Page> ofEntities(String blueprint, Actor viewer) {
        return jdbc.sql(SELECT + " and p.definition ->> 'type' = 'entity' and p.definition ->> 'blueprint' = :blueprint"
                        + " order by p.created_at, p.identifier limit 20")
                .params(viewer(viewer))
                .param("blueprint", blueprint)
                .query(PageRows::map)
                .list();
    }

    Optional<Page> find(String identifier, Actor viewer) {
        return jdbc.sql(SELECT + " and p.identifier = :identifier")
                .params(viewer(viewer))
                .param("identifier", identifier)
                .query(PageRows::map)
                .optional();
    }

    /// Waits for other writers of the page until the transaction ends; gives its state after that.
    Optional<Page> lock(String identifier, Actor viewer) {
        jdbc.sql("select 1 from page where identifier = ? for update")
                .param(identifier)
                .query((row, number) -> 1)
                .optional();
        return find(identifier, viewer);
    }

    boolean exists(String identifier) {
        return jdbc.sql("select 1 from page where identifier = ?")
                .param(identifier)
                .query((row, number) -> 1)
                .optional()
                .isPresent();
    }

    int count() {
        return jdbc.sql("select count(*) from page").query(Integer.class).single();
    }

    int countPrivate(String author) {
        return jdbc.sql("select count(*) from page where visibility = 'private' and created_by = ?")
                .param(author)
                .query(Integer.class)
                .single();
    }

    /// Whether it was inserted; false when the identifier is taken.
    boolean insert(Page page) {
        return jdbc.sql("""
                        insert into page (identifier, definition, created_at, created_by, updated_at, updated_by)
                        values (?, ?::json, ?, ?, ?, ?) on conflict (identifier) do nothing
                        """)
                        .param(page.identifier())
                        .param(Json.write(page.definition()))
                        .param(page.stamp().createdAt().atOffset(ZoneOffset.UTC))
                        .param(page.stamp().createdBy())
                        .param(page.stamp().updatedAt().atOffset(ZoneOffset.UTC))
                        .param(page.stamp().updatedBy())
                        .update()
                == 1;
    }

    void update(String identifier, Page page) {
        jdbc.sql("""
                        update page set identifier = ?, definition = ?::json, updated_at = ?, updated_by = ?
                        where identifier = ?
                        """)
                .param(page.identifier())
                .param(Json.write(page.definition()))
                .param(page.stamp().updatedAt().atOffset(ZoneOffset.UTC))
                .param(page.stamp().updatedBy())
                .param(identifier)
                .update();
    }

    void delete(String identifier) {
        jdbc.sql("delete from page where identifier = ?").param(identifier).update();
    }

    Optional<ObjectNode> permissions(String identifier) {
        return jdbc.sql("select permissions from page where identifier = ? and permissions is not null")
                .param(identifier)
                .query((row, number) -> Json.parseObject(row.getString(1)))
                .optional();
    }

    void permissions(String identifier, ObjectNode permissions) {
        jdbc.sql("update page set permissions = ?::jsonb where identifier = ?")
                .param(Json.write(permissions))
                .param(identifier)
                .update();
    }

    private static Page map(ResultSet row, int number) throws SQLException {
        ObjectNode definition = Json.parseObject(row.getString("definition"));
        definition.remove(PageService.PLACE);
        return new Page(
                row.getString("identifier"),
                definition,
                row.getString("parent"),
                row.getString("after"),
                new Page.Stamp(
                        row.getObject("created_at", OffsetDateTime.class).toInstant(),
                        row.getString("created_by"),
                        row.getObject("updated_at", OffsetDateTime.class).toInstant(),
                        row.getString("updated_by")));
    }
}

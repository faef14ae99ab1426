package io.portolan.page;

import io.portolan.kernel.Json;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.node.ObjectNode;

/// The table `page`.
@Repository
class PageRows {

    private static final String SELECT =
            "select identifier, definition, created_at, created_by, updated_at, updated_by from page ";

    private final JdbcClient jdbc;

    PageRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<Page> all() {
        return jdbc.sql(SELECT + "order by created_at, identifier")
                .query(PageRows::map)
                .list();
    }

    Optional<Page> find(String identifier) {
        return jdbc.sql(SELECT + "where identifier = ?")
                .param(identifier)
                .query(PageRows::map)
                .optional();
    }

    /// Waits for other writers of the page until the transaction ends; gives its state after that.
    Optional<Page> lock(String identifier) {
        return jdbc.sql(SELECT + "where identifier = ? for update")
                .param(identifier)
                .query(PageRows::map)
                .optional();
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
        return new Page(
                row.getString("identifier"),
                Json.parseObject(row.getString("definition")),
                new Page.Stamp(
                        row.getObject("created_at", OffsetDateTime.class).toInstant(),
                        row.getString("created_by"),
                        row.getObject("updated_at", OffsetDateTime.class).toInstant(),
                        row.getString("updated_by")));
    }
}

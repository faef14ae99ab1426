package io.portolan.page;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The tables `announcement` and `announcement_dismissed`.
@Repository
class AnnouncementRows {

    /// How many there may be.
    static final int MOST = 100;

    private static final String SELECT = "select id, title, body, author, starts_at, ends_at from announcement ";

    private final JdbcClient jdbc;

    AnnouncementRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<Announcement> all() {
        return jdbc.sql(SELECT + "order by starts_at desc, id limit :most")
                .param("most", MOST)
                .query(AnnouncementRows::map)
                .list();
    }

    List<Announcement> current(Instant now, String viewer, int most) {
        return jdbc.sql(SELECT + """
                        where starts_at <= :now and (ends_at is null or ends_at > :now) and not exists (
                            select 1 from announcement_dismissed d where d.announcement = id and d.viewer = :viewer)
                        order by starts_at desc, id limit :most
                        """)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("viewer", viewer)
                .param("most", most)
                .query(AnnouncementRows::map)
                .list();
    }

    Optional<Announcement> lock(String id) {
        return jdbc.sql(SELECT + "where id = ? for update")
                .param(id)
                .query(AnnouncementRows::map)
                .optional();
    }

    int count() {
        return jdbc.sql("select count(*) from announcement")
                .query(Integer.class)
                .single();
    }

    /// Inserts or replaces. Whoever had put an older state away sees the new one.
    void save(Announcement announcement, Instant now) {
        jdbc.sql("""
                        insert into announcement (id, title, body, author, starts_at, ends_at, updated_at)
                        values (:id, :title, :body, :author, :starts, :ends::timestamptz, :now)
                        on conflict (id) do update set title = excluded.title, body = excluded.body,
                            starts_at = excluded.starts_at, ends_at = excluded.ends_at,
                            updated_at = excluded.updated_at
                        """)
                .param("id", announcement.id())
                .param("title", announcement.title())
                .param("body", announcement.text())
                .param("author", announcement.author())
                .param("starts", utc(announcement.from()))
                .param("ends", utc(announcement.until()))
                .param("now", utc(now))
                .update();
        jdbc.sql("delete from announcement_dismissed where announcement = ?")
                .param(announcement.id())
                .update();
    }

    void delete(String id) {
        jdbc.sql("delete from announcement where id = ?").param(id).update();
    }

    void dismiss(String id, String viewer) {
        jdbc.sql("""
                        insert into announcement_dismissed (announcement, viewer)
                        select id, :viewer from announcement where id = :id on conflict do nothing
                        """).param("id", id).param("viewer", viewer).update();
    }

    private static @Nullable OffsetDateTime utc(@Nullable Instant moment) {
        return moment == null ? null : moment.atOffset(ZoneOffset.UTC);
    }

    private static Announcement map(ResultSet row, int number) throws SQLException {
        OffsetDateTime ends = row.getObject("ends_at", OffsetDateTime.class);
        return new Announcement(
                row.getString("id"),
                row.getString("title"),
                row.getString("body"),
                row.getString("author"),
                row.getObject("starts_at", OffsetDateTime.class).toInstant(),
                ends == null ? null : ends.toInstant());
    }
}

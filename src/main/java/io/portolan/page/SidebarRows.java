package io.portolan.page;

import io.portolan.kernel.Json;
import io.portolan.kernel.PortalException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The table `sidebar_item`. Whoever changes the order takes [#lock] before anything else.
@Repository
class SidebarRows {

    private final JdbcClient jdbc;

    SidebarRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// Makes those who change the order wait for each other until the transaction ends.
    void lock() {
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended('sidebar', 0))")
                .query((row, number) -> 1)
                .single();
    }

    Arrangement read() {
        return new Arrangement(jdbc.sql("""
                        select i.identifier, i.parent, f.identifier is not null, coalesce(p.visibility = 'private', false)
                        from sidebar_item i
                        left join page_folder f on f.identifier = i.identifier
                        left join page p on p.identifier = i.identifier
                        order by i.position, i.identifier limit 5000
                        """)
                .query((row, number) ->
                        new Arrangement.Item(row.getString(1), row.getString(2), row.getBoolean(3), row.getBoolean(4)))
                .list());
    }

    /// A new page or folder at its place, by default the last at the top.
    void insert(String identifier, boolean folder, Move move) {
        Arrangement before = read();
        before.find(identifier).ifPresent(taken -> {
            throw PortalException.Conflict.identifierTaken(taken.folder() ? "Folder" : "Page", identifier);
        });
        Arrangement.Outcome outcome = before.put(identifier, folder, move);
        jdbc.sql("insert into sidebar_item (identifier, position) values (?, 0)")
                .param(identifier)
                .update();
        write(outcome);
    }

    /// Whether it stands elsewhere now.
    ///
    /// @param before how everything stands as yet
    boolean move(String identifier, boolean folder, Move move, Arrangement before) {
        if (!move.asks()) {
            return false;
        }
        Arrangement.Outcome outcome = before.put(identifier, folder, move);
        if (before.in(outcome.parent()).equals(outcome.order())) {
            return false;
        }
        write(outcome);
        return true;
    }

    void rename(String from, String to, Arrangement before) {
        if (before.find(to).isPresent()) {
            throw PortalException.Conflict.identifierTaken("Folder", to);
        }
        jdbc.sql("update sidebar_item set identifier = ? where identifier = ?")
                .param(to)
                .param(from)
                .update();
    }

    void delete(String identifier) {
        jdbc.sql("delete from sidebar_item where identifier = ?")
                .param(identifier)
                .update();
    }

    /// What is in the folder moves up to its place; gives how much that is.
    int dissolve(String folder) {
        Arrangement before = read();
        write(before.dissolve(folder));
        delete(folder);
        return before.in(folder).size();
    }

    private void write(Arrangement.Outcome outcome) {
        jdbc.sql("""
                        update sidebar_item i set parent = :parent::text, position = o.position
                        from jsonb_array_elements_text(:order::jsonb) with ordinality o (identifier, position)
                        where i.identifier = o.identifier
                        """)
                .param("parent", outcome.parent())
                .param("order", Json.write(Json.strings(outcome.order())))
                .update();
    }
}

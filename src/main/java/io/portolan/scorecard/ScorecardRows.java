package io.portolan.scorecard;

import io.portolan.kernel.Json;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The table `scorecard`.
@Repository
class ScorecardRows {

    private static final String SELECT =
            "select blueprint, definition, created_at, created_by, updated_at, updated_by from scorecard ";

    private final JdbcClient jdbc;
    private volatile @Nullable Recent recent;

    ScorecardRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<Scorecard> all() {
        return jdbc.sql(SELECT + "order by blueprint, created_at, identifier")
                .query(ScorecardRows::map)
                .list();
    }

    List<Scorecard> of(String blueprint) {
        return jdbc.sql(SELECT + "where blueprint = ? order by created_at, identifier")
                .param(blueprint)
                .query(ScorecardRows::map)
                .list();
    }

    Optional<Scorecard> find(String blueprint, String identifier) {
        return jdbc.sql(SELECT + "where blueprint = ? and identifier = ?")
                .param(blueprint)
                .param(identifier)
                .query(ScorecardRows::map)
                .optional();
    }

    void save(Scorecard scorecard) {
        changed();
        jdbc.sql("""
                        insert into scorecard (blueprint, identifier, definition, created_at, created_by,
                                               updated_at, updated_by)
                        values (?, ?, ?::json, ?, ?, ?, ?)
                        on conflict (blueprint, identifier) do update
                        set definition = excluded.definition, updated_at = excluded.updated_at,
                            updated_by = excluded.updated_by
                        """)
                .param(scorecard.blueprint())
                .param(scorecard.identifier())
                .param(Json.write(scorecard.definition()))
                .param(scorecard.stamp().createdAt().atOffset(ZoneOffset.UTC))
                .param(scorecard.stamp().createdBy())
                .param(scorecard.stamp().updatedAt().atOffset(ZoneOffset.UTC))
                .param(scorecard.stamp().updatedBy())
                .update();
    }

    void delete(String blueprint, String identifier) {
        changed();
        jdbc.sql("delete from scorecard where blueprint = ? and identifier = ?")
                .param(blueprint)
                .param(identifier)
                .update();
    }

    /// Makes the writers of one blueprint's scorecards and results wait for each other until the transaction ends.
    /// Taken before anything is read.
    void lock(String blueprint) {
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended('scorecard:' || ?, 0))")
                .param(blueprint)
                .query((row, number) -> 1)
                .single();
    }

    private static Scorecard map(ResultSet row, int number) throws SQLException {
        return Scorecard.of(
                row.getString("blueprint"),
                Json.parseObject(row.getString("definition")),
                new Scorecard.Stamp(
                        row.getObject("created_at", OffsetDateTime.class).toInstant(),
                        row.getString("created_by"),
                        row.getObject("updated_at", OffsetDateTime.class).toInstant(),
                        row.getString("updated_by")));
    }

    /// [#blueprints()] as of at most a second ago: results come about that long after a scorecard anyway.
    Set<String> recentBlueprints() {
        Recent known = recent;
        long now = System.nanoTime();
        if (known == null || now - known.at() > 1_000_000_000L) {
            known = new Recent(blueprints(), now);
            recent = known;
        }
        return known.blueprints();
    }

    private record Recent(Set<String> blueprints, long at) {}

    /// Forgets what [#recentBlueprints()] remembers.
    private void changed() {
        recent = null;
    }

    /// Blueprints that have a scorecard.
    Set<String> blueprints() {
        return new HashSet<>(jdbc.sql("select distinct blueprint from scorecard")
                .query(String.class)
                .list());
    }
}

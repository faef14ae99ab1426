package io.portolan.catalog;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;

/// What somebody may mean who is still typing: names first, then what the words occur in. Frequent words are found
/// among what is newest, rare ones by the index; only what is frequent in its parts and rare as a whole takes a while,
/// and that is the last to be looked for.
final class Suggestion {

    /// So many of the newest entities are looked through one by one.
    private static final int NEWEST = 5_000;

    private static final String ALL = "entity e";
    private static final String LATELY = "(select * from entity order by id desc limit " + NEWEST + ") e";

    private final EntityMapper mapper;
    private final int most;
    private final String where;
    private final SqlParameters parameters;
    private final Relevance relevance;
    private final Map<Long, Hit> hits = new LinkedHashMap<>();

    private record Hit(int tier, Entity entity) {}

    /// @param where what an entity has to meet besides the words
    Suggestion(EntityMapper mapper, EntityQuery query, String where, SqlParameters parameters) {
        this.mapper = mapper;
        this.most = query.limit();
        this.where = where;
        this.parameters = parameters;
        this.relevance = new Relevance(query.words(), parameters);
    }

    boolean isEmpty() {
        return hits.isEmpty();
    }

    boolean isFull() {
        return hits.size() >= most;
    }

    /// The likeliest first.
    List<Entity> found() {
        return hits.values().stream()
                .sorted(Comparator.comparingInt(Hit::tier))
                .map(Hit::entity)
                .toList();
    }

    /// What an index leads to at once, and what is new.
    Suggestion atOnce(JdbcClient jdbc) {
        relevance.beginnings().forEach(part -> look(part, ALL, jdbc));
        relevance.occurrences().forEach(part -> look(part, LATELY, jdbc));
        return this;
    }

    /// Whatever is left.
    Suggestion everywhere(JdbcClient jdbc) {
        relevance.occurrences().forEach(part -> look(part, ALL, jdbc));
        return this;
    }

    private void look(Relevance.Part part, String from, JdbcClient jdbc) {
        if (isFull()) {
            return;
        }
        RowMapper<Entity> rows = mapper.rows();
        jdbc.sql("select " + EntityMapper.COLUMNS + " from " + from + " where " + where + " and " + part.condition()
                        + " and e.id <> all(" + parameters.numbers(hits.keySet()) + ")"
                        + (part.orderBy().isEmpty() ? "" : " order by " + part.orderBy())
                        + " limit " + parameters.integer(most - hits.size()))
                .params(parameters.values())
                .query((row, number) -> Objects.requireNonNull(rows.mapRow(row, number)))
                .list()
                .forEach(entity -> hits.put(entity.id(), new Hit(part.tier(), entity)));
    }
}

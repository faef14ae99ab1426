package io.portolan.catalog;

import io.portolan.query.Operator;
import io.portolan.query.Rule;
import io.portolan.query.SearchQuery;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Makes an index for a property that people sort by or compare with `>` and `<`, in the background, once it was asked
/// for a few times and its blueprint is large enough for that to matter. Every query is right without it.
///
/// The index carries the very expression of the query, for one blueprint only, and comes with statistics on it: the
/// planner leaves a partial index on an expression alone when it knows nothing of its values.
@Component
class PropertyIndexer implements DisposableBean {

    private static final Logger LOG = LoggerFactory.getLogger(PropertyIndexer.class);
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_@.-]{1,100}");
    private static final int ASKED = 3;
    private static final int MOST = 60;

    private final JdbcClient jdbc;
    private final DataSource dataSource;
    private final long worthwhile;
    private final Map<Wanted, Integer> asked = new ConcurrentHashMap<>();
    private volatile Set<String> there = Set.of();
    private volatile long lookedUp;
    private final ExecutorService worker = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().name("property-indexer").daemon().factory());

    PropertyIndexer(
            JdbcClient jdbc,
            DataSource dataSource,
            @Value("${portolan.catalog.index-from-entities:5000}") long worthwhile) {
        this.jdbc = jdbc;
        this.dataSource = dataSource;
        this.worthwhile = worthwhile;
    }

    /// What an index is for.
    ///
    /// @param expression over the row `e` of `entity`
    private record Wanted(String blueprint, String property, Ordering.Kind kind, String expression) {

        String name() {
            return "entity_by_" + HexFormat.of().toHexDigits((blueprint + "/" + expression).hashCode()) + "_"
                    + kind.name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /// Whether an identifier may stand in a statement as it is.
    static boolean isPlain(String identifier) {
        return PLAIN.matcher(identifier).matches();
    }

    /// A search was made: counts what it sorts by and compares, and begins an index where it pays.
    void noticed(EntityQuery query, SearchModel model, Ordering ordering) {
        if (model.blueprints().size() != 1 || !isPlain(name(model)) || query.cursor() != null) {
            return;
        }
        for (Ordering.Key key : ordering.keys()) {
            if (key.property() != null) {
                ask(new Wanted(name(model), key.property(), key.kind(), key.expression()));
            }
        }
        compared(query.where(), model);
    }

    private void compared(SearchQuery query, SearchModel model) {
        for (Rule rule : query.rules()) {
            switch (rule) {
                case Rule.Property property
                when property.operator().isOrder() || property.operator() == Operator.EQUALS ->
                    ask(property.property(), model);
                case Rule.Range range -> ask(range.property(), model);
                case Rule.Timer timer -> ask(timer.property(), model);
                case Rule.Group group -> compared(group.query(), model);
                default -> {}
            }
        }
    }

    private void ask(String property, SearchModel model) {
        Subject subject = Subject.of(property, new SqlParameters(), model);
        Ordering.Kind kind = Ordering.kindOf(property, model);
        if (subject.property() != null && subject.shape() != Subject.Shape.LIST) {
            String expression = switch (kind) {
                case NUMBER -> subject.asNumber();
                case TIME -> subject.asMoment();
                case TEXT -> subject.asShortText();
            };
            ask(new Wanted(name(model), property, kind, expression));
        }
    }

    private static String name(SearchModel model) {
        return model.blueprints().getFirst().identifier();
    }

    /// Whether there is an index for an expression, as far as this node knows: others make some, too, which is looked
    /// up
    /// now and then.
    boolean isThere(String blueprint, String expression) {
        long now = System.nanoTime();
        if (now - lookedUp > 30_000_000_000L || lookedUp == 0) {
            lookedUp = now;
            worker.execute(this::lookUp);
        }
        for (Ordering.Kind kind : Ordering.Kind.values()) {
            if (there.contains(new Wanted(blueprint, "", kind, expression).name())) {
                return true;
            }
        }
        return false;
    }

    private void lookUp() {
        there = Set.copyOf(jdbc.sql("select c.relname from pg_class c join pg_index i on i.indexrelid = c.oid"
                        + " where c.relname like 'entity\\_by\\_%' and i.indisvalid")
                .query(String.class)
                .list());
    }

    private void ask(Wanted wanted) {
        if (asked.size() > 10_000) {
            asked.clear();
        }
        if (!wanted.expression().contains(":") && asked.merge(wanted, 1, Integer::sum) == ASKED) {
            worker.execute(() -> {
                make(wanted);
                lookUp();
            });
        }
    }

    private void make(Wanted wanted) {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            if (!isWorthwhile(wanted)) {
                asked.remove(wanted);
                return;
            }
            connection.setAutoCommit(true);
            statement.execute("set statement_timeout = 0");
            try {
                make(wanted, statement);
            } finally {
                statement.execute("reset statement_timeout");
            }
        } catch (SQLException | RuntimeException e) {
            LOG.warn("No index for property {} of {}: {}", wanted.property(), wanted.blueprint(), e.getMessage());
        }
    }

    private boolean isWorthwhile(Wanted wanted) {
        long entities = jdbc.sql("select count(*) from (select 1 from entity where blueprint = ? limit ?) as counted")
                .param(wanted.blueprint())
                .param(worthwhile)
                .query(Long.class)
                .single();
        long indexes = jdbc.sql("select count(*) from pg_indexes where tablename = 'entity' and indexname like ?")
                .param("entity\\_by\\_%")
                .query(Long.class)
                .single();
        return entities >= worthwhile && indexes < MOST;
    }

    private static void make(Wanted wanted, Statement statement) throws SQLException {
        // one node at a time; whoever comes second finds the index
        statement.execute("select pg_advisory_lock(727411)");
        try {
            Boolean valid = valid(wanted, statement);
            if (Boolean.TRUE.equals(valid)) {
                return;
            }
            if (valid != null) {
                // what a killed build left behind
                statement.execute("drop index " + wanted.name());
            }
            String expression = wanted.expression().replace("e.", "");
            statement.execute("create index concurrently " + wanted.name() + " on entity ((" + expression
                    + "), id) where blueprint = '" + wanted.blueprint() + "'");
            statement.execute("create statistics if not exists " + wanted.name() + "_s on (" + expression
                    + "), blueprint from entity");
            statement.execute("analyze entity");
            LOG.info("Made an index for property {} of {}", wanted.property(), wanted.blueprint());
        } finally {
            statement.execute("select pg_advisory_unlock(727411)");
        }
    }

    /// Whether the index can be used; null when there is none.
    private static @Nullable Boolean valid(Wanted wanted, Statement statement) throws SQLException {
        try (var rows = statement.executeQuery(
                "select i.indisvalid from pg_class c join pg_index i on i.indexrelid = c.oid where c.relname = '"
                        + wanted.name() + "'")) {
            return rows.next() ? rows.getBoolean(1) : null;
        }
    }

    @Override
    public void destroy() {
        worker.shutdownNow();
    }
}

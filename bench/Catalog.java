import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Benchmarks of the catalog against a running portal and its database: `ingest`, `read`, `search`, `fanout`;
/// `load` and `graph` only bring in what `bench/Pages.java` looks at.
///
/// The load is the same at every run: entity number n has the values that [#properties] and [#relations] compute from
/// n. Kinds: `<prefix>Team` (100), `<prefix>System` (1,000, each of a team; where sizes are compared, one for every
/// 1,000 services, as a catalog that grows has more systems and not greater ones), `<prefix>Service` (as many as asked
/// for), a service has ten properties, relations to its team, its system and the service before it, mirrors the tier of its
/// system and calculates a score.
public final class Catalog {

    private static final int TEAMS = 100;
    private static final int SYSTEMS = 1_000;
    private static final Map<String, Integer> SYSTEMS_OF = new HashMap<>();
    private static final int CHUNK = 500;
    private static final int WARM_SECONDS = 30;
    private static final int WARM_REQUESTS = 10_000;
    private static final int SAMPLES = 200;
    /// Steady writes are measured for so long: 300 times with 50 a second.
    private static final int MEASURED_SECONDS = 60;
    /// How often it is looked whether a dependent value is there.
    private static final int POLL_MILLIS = 20;

    private final String portal = System.getenv("PORTAL");
    private final String token;
    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private Catalog() throws Exception {
        String login = send("POST", "/v1/auth/access_token", "{\"clientId\":\"" + System.getenv("PORTOLAN_CLIENT_ID")
                + "\",\"clientSecret\":\"" + System.getenv("PORTOLAN_CLIENT_SECRET") + "\"}", null);
        Matcher found = Pattern.compile("\"accessToken\":\"([^\"]+)\"").matcher(login);
        if (!found.find()) {
            throw new IllegalStateException("Sign-in failed: " + login);
        }
        token = found.group(1);
    }

    public static void main(String[] arguments) throws Exception {
        Locale.setDefault(Locale.ROOT);
        Catalog bench = new Catalog();
        switch (arguments[0]) {
            case "ingest" -> bench.ingest(Integer.parseInt(arguments[1]));
            case "read" -> bench.read(Integer.parseInt(arguments[1]), Integer.parseInt(arguments[2]));
            case "search" -> bench.search(Integer.parseInt(arguments[1]), Integer.parseInt(arguments[2]));
            case "graph" -> bench.graph(Integer.parseInt(arguments[1]));
            case "load" -> bench.load(Integer.parseInt(arguments[1]), Integer.parseInt(arguments[2]));
            case "fanout" ->
                bench.fanout(
                        Integer.parseInt(arguments[1]),
                        Integer.parseInt(arguments[2]),
                        Integer.parseInt(arguments[3]));
            default -> throw new IllegalArgumentException(arguments[0]);
        }
    }

    // --- The load ------------------------------------------------------------------------------------------------------

    private void define(String prefix) throws Exception {
        post("/v1/blueprints", "{\"identifier\":\"" + prefix + "Team\",\"title\":\"Team\",\"schema\":{\"properties\":{}}}");
        post("/v1/blueprints", "{\"identifier\":\"" + prefix + "System\",\"title\":\"System\",\"schema\":{\"properties\":{"
                + "\"tier\":{\"type\":\"string\"}}},\"relations\":{\"team\":{\"target\":\"" + prefix
                + "Team\",\"required\":false,\"many\":false}}}");
        post("/v1/blueprints", "{\"identifier\":\"" + prefix + "Service\",\"title\":\"Service\",\"schema\":{\"properties\":{"
                + "\"language\":{\"type\":\"string\"},\"owner\":{\"type\":\"string\",\"format\":\"email\"},"
                + "\"coverage\":{\"type\":\"number\"},\"replicas\":{\"type\":\"number\"},"
                + "\"url\":{\"type\":\"string\",\"format\":\"url\"},\"lifecycle\":{\"type\":\"string\",\"enum\":[\"production\",\"staging\",\"retired\"]},"
                + "\"deployedAt\":{\"type\":\"string\",\"format\":\"date-time\"},\"critical\":{\"type\":\"boolean\"},"
                + "\"tags\":{\"type\":\"array\",\"items\":{\"type\":\"string\"}},\"description\":{\"type\":\"string\"}}},"
                + "\"mirrorProperties\":{\"systemTier\":{\"path\":\"system.tier\"}},"
                + "\"calculationProperties\":{\"score\":{\"calculation\":\".properties.coverage * 10 + .properties.replicas\",\"type\":\"number\"}},"
                + "\"relations\":{\"team\":{\"target\":\"" + prefix + "Team\",\"required\":false,\"many\":false},"
                + "\"system\":{\"target\":\"" + prefix + "System\",\"required\":false,\"many\":false},"
                + "\"before\":{\"target\":\"" + prefix + "Service\",\"required\":false,\"many\":false}}}");
        bulk(prefix + "Team", TEAMS, n -> "{\"identifier\":\"team-" + n + "\",\"title\":\"Team " + n + "\"}", 1);
        bulk(
                prefix + "System",
                systems(prefix),
                n -> "{\"identifier\":\"system-" + n + "\",\"title\":\"System " + n + "\",\"properties\":{\"tier\":\""
                        + tier(n) + "\"},\"relations\":{\"team\":\"team-" + n % TEAMS + "\"}}",
                1);
    }

    /// A star and a tree in one: every node is related to the first, and to the one that has half its number.
    private void graph(int nodes) throws Exception {
        post("/v1/blueprints", "{\"identifier\":\"GraphNode\",\"title\":\"Node\",\"schema\":{\"properties\":{}},\"relations\":{"
                + "\"hub\":{\"target\":\"GraphNode\",\"required\":false,\"many\":false},"
                + "\"above\":{\"target\":\"GraphNode\",\"required\":false,\"many\":false}}}");
        bulk("GraphNode", 1, n -> "{\"identifier\":\"node-0\",\"title\":\"Node 0\"}", 1);
        // each after the one above it
        for (int first = 1; first < nodes; first *= 2) {
            int from = first;
            bulk(
                    "GraphNode",
                    Math.min(first, nodes - first),
                    n -> "{\"identifier\":\"node-" + (from + n) + "\",\"title\":\"Node " + (from + n)
                            + "\",\"relations\":{\"hub\":\"node-0\",\"above\":\"node-" + (from + n) / 2 + "\"}}",
                    1);
        }
    }

    private static int systems(String prefix) {
        return SYSTEMS_OF.getOrDefault(prefix, SYSTEMS);
    }

    private static String tier(int n) {
        return List.of("gold", "silver", "bronze").get(n % 3);
    }

    private static String word(int n) {
        return List.of("payment", "catalog", "search", "mail", "report", "stock", "price", "login", "audit", "export").get(n % 10);
    }

    private static int coverage(int n) {
        return (int) (Integer.toUnsignedLong(n * 0x9E3779B1) % 10_000);
    }

    private static String title(int n) {
        return "Service " + word(n / 7) + " " + n;
    }

    private static String properties(int n) {
        return "{\"language\":\"" + List.of("java", "go", "python", "rust", "kotlin").get(n % 5) + "\",\"owner\":\"dev"
                + n % 500 + "@example.com\",\"coverage\":" + coverage(n) + ",\"replicas\":" + n % 20
                + ",\"url\":\"https://git.example.com/" + word(n) + "/" + n + "\",\"lifecycle\":\""
                + List.of("production", "production", "staging", "retired").get(n % 4)
                + "\",\"deployedAt\":\"2026-0" + (1 + n % 9) + "-1" + n % 10 + "T0" + n % 10 + ":00:00Z\",\"critical\":"
                + (n % 6 == 0) + ",\"tags\":[\"" + word(n) + "\",\"t" + n % 50 + "\"],\"description\":\"Keeps the "
                + word(n + 3) + " of " + word(n + 5) + " number " + n + "\"}";
    }

    private static String service(int n) {
        return "{\"identifier\":\"service-" + n + "\",\"title\":\"" + title(n) + "\",\"properties\":" + properties(n)
                + ",\"relations\":{\"team\":\"team-" + n % TEAMS + "\",\"system\":\"system-" + n % SYSTEMS + "\",\"before\":"
                + (n % 1_000 == 0 ? "null" : "\"service-" + (n - 1) + "\"") + "}}";
    }

    private interface Document {
        String of(int n);
    }

    /// Through the API, in requests of 500; services refer to those before them, so that chunks of 1,000 stay in order.
    private void bulk(String blueprint, int count, Document document, int clients) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(clients);
        List<Future<?>> pending = new ArrayList<>();
        for (int from = 0; from < count; from += 2 * CHUNK) {
            int first = from;
            Callable<Void> work = () -> {
                for (int start = first; start < Math.min(count, first + 2 * CHUNK); start += CHUNK) {
                    StringBuilder body = new StringBuilder("{\"entities\":[");
                    for (int n = start; n < Math.min(count, start + CHUNK); n++) {
                        body.append(n == start ? "" : ",").append(document.of(n));
                    }
                    String answer = post("/v1/blueprints/" + blueprint + "/entities/bulk?upsert=true", body.append("]}").toString());
                    if (!answer.contains("\"errors\":[]")) {
                        throw new IllegalStateException(answer.substring(0, Math.min(800, answer.length())));
                    }
                }
                return null;
            };
            pending.add(pool.submit(work));
        }
        for (Future<?> each : pending) {
            each.get();
        }
        pool.shutdown();
    }

    /// The same rows by hand-written SQL: statements of 500 rows, computed values included.
    private void insert(Connection connection, String prefix, int from, int count) throws SQLException {
        connection.setAutoCommit(false);
        try (PreparedStatement entity = connection.prepareStatement("insert into entity (blueprint, identifier, title,"
                        + " properties, computed, created_at, created_by, updated_at, updated_by)"
                        + " values (?, ?, ?, ?::jsonb, ?::jsonb, now(), 'bench', now(), 'bench')");
                PreparedStatement edges = connection.prepareStatement("insert into entity_relation (source, relation, target)"
                        + " select s.id, r.relation, t.id from unnest(?::text[], ?::text[], ?::text[], ?::text[])"
                        + " as r(source, relation, blueprint, target)"
                        + " join entity s on s.blueprint = ? and s.identifier = r.source"
                        + " join entity t on t.blueprint = r.blueprint and t.identifier = r.target")) {
            for (int start = from; start < from + count; start += CHUNK) {
                List<String[]> rows = new ArrayList<>();
                for (int n = start; n < Math.min(from + count, start + CHUNK); n++) {
                    entity.setString(1, prefix + "Service");
                    entity.setString(2, "service-" + n);
                    entity.setString(3, title(n));
                    entity.setString(4, properties(n));
                    entity.setString(5, "{\"systemTier\":\"" + tier(n % systems(prefix)) + "\",\"score\":"
                            + (coverage(n) * 10 + n % 20) + "}");
                    entity.addBatch();
                    rows.add(new String[] {"service-" + n, "team", prefix + "Team", "team-" + n % TEAMS});
                    rows.add(new String[] {"service-" + n, "system", prefix + "System", "system-" + n % systems(prefix)});
                    if (n % 1_000 != 0) {
                        rows.add(new String[] {"service-" + n, "before", prefix + "Service", "service-" + (n - 1)});
                    }
                }
                entity.executeBatch();
                for (int column = 0; column < 4; column++) {
                    int index = column;
                    edges.setArray(
                            column + 1,
                            connection.createArrayOf("text", rows.stream().map(row -> row[index]).toArray()));
                }
                edges.setString(5, prefix + "Service");
                edges.executeUpdate();
                connection.commit();
            }
        }
        connection.setAutoCommit(true);
    }

    private static Connection database() throws SQLException {
        return DriverManager.getConnection(System.getenv("DB_URL"), "portolan", System.getenv("DB_PASSWORD"));
    }

    private static long number(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    /// Until every reaction is done.
    private static void settle(Connection connection) throws Exception {
        while (number(connection, "select count(*) from delivery where not dead") > 0) {
            Thread.sleep(20);
        }
    }

    // --- 1 Ingest ------------------------------------------------------------------------------------------------------

    private void ingest(int count) throws Exception {
        try (Connection connection = database()) {
            define("BenchWarm");
            bulk("BenchWarmService", 3_000, Catalog::service, 2);
            settle(connection);
            define("BenchApi");
            define("BenchSql");
            settle(connection);
            System.out.printf("%-34s %10s %12s%n", "load", "seconds", "entities/s");
            long began = System.nanoTime();
            insert(connection, "BenchSql", 0, count);
            double sql = (System.nanoTime() - began) / 1e9;
            System.out.printf("%-34s %10.2f %12.0f%n", "batched SQL", sql, count / sql);
            AtomicBoolean going = new AtomicBoolean(true);
            long[] most = new long[1];
            Thread memory = Thread.ofPlatform().start(() -> {
                while (going.get()) {
                    most[0] = Math.max(most[0], resident());
                    pause(200);
                }
            });
            began = System.nanoTime();
            bulk("BenchApiService", count, Catalog::service, 4);
            double answered = (System.nanoTime() - began) / 1e9;
            settle(connection);
            String found = post(
                    "/v1/blueprints/BenchApiService/entities/search",
                    "{\"limit\":1,\"query\":{\"combinator\":\"and\",\"rules\":[{\"property\":\"score\",\"operator\":\"=\",\"value\":"
                            + (coverage(count - 1) * 10 + (count - 1) % 20) + "}]}}");
            if (!found.contains("\"score\"")) {
                throw new IllegalStateException("Not searchable: " + found);
            }
            double api = (System.nanoTime() - began) / 1e9;
            going.set(false);
            memory.join();
            System.out.printf("%-34s %10.2f %12.0f%n", "/entities/bulk, answered", answered, count / answered);
            System.out.printf("%-34s %10.2f %12.0f%n", "/entities/bulk, settled, searchable", api, count / api);
            pause(5_000);
            System.out.printf("memory of the portal: at most %d MB meanwhile, %d MB afterwards%n", most[0], resident());
            System.out.printf(
                    "RESULT ingest_vs_sql=%.2f entities=%d sql_seconds=%.2f api_seconds=%.2f rss_max_mb=%d%n",
                    api / sql, count, sql, api, most[0]);
        }
    }

    /// Memory of the portal's process in MB, 0 where that is not to be had.
    private static long resident() {
        try {
            for (String line : java.nio.file.Files.readAllLines(
                    java.nio.file.Path.of("/proc", System.getenv("PORTAL_PID"), "status"))) {
                if (line.startsWith("VmRSS")) {
                    return Long.parseLong(line.replaceAll("\\D", "")) / 1024;
                }
            }
        } catch (java.io.IOException e) {
            return 0;
        }
        return 0;
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    // --- 2 Read --------------------------------------------------------------------------------------------------------

    private void read(int count, int seconds) throws Exception {
        try (Connection connection = database()) {
            define("Bench");
            bulk("BenchService", count, Catalog::service, 4);
            settle(connection);
            // plans are made once and kept: neither side may make its own before there are statistics
            try (Statement statement = connection.createStatement()) {
                statement.execute("vacuum analyze");
            }
            String bare = System.getenv("BARE") + "/entities/BenchService/service-";
            String real = portal + "/v1/blueprints/BenchService/entities/service-";
            // until the compiler has little left to do in either
            throughput(bare, count, 16, WARM_SECONDS);
            throughput(real, count, 16, WARM_SECONDS);
            System.out.printf("%-10s %14s %14s %8s%n", "clients", "bare/s", "portal/s", "ratio");
            List<Double> ratios = new ArrayList<>();
            for (int clients : new int[] {1, 16}) {
                List<Double> ours = new ArrayList<>();
                List<Double> theirs = new ArrayList<>();
                for (int round = 0; round < 3; round++) {
                    theirs.add(throughput(bare, count, clients, seconds));
                    ours.add(throughput(real, count, clients, seconds));
                }
                double ratio = median(ours) / median(theirs);
                ratios.add(ratio);
                System.out.printf("%-10d %14.0f %14.0f %8.2f%n", clients, median(theirs), median(ours), ratio);
            }
            System.out.printf(
                    "RESULT read_vs_bare=%.2f read_vs_bare_1=%.2f read_vs_bare_16=%.2f%n",
                    ratios.stream().mapToDouble(Double::doubleValue).min().orElse(0), ratios.get(0), ratios.get(1));
        }
    }

    private double throughput(String prefix, int count, int clients, int seconds) throws Exception {
        AtomicInteger done = new AtomicInteger();
        long end = System.nanoTime() + seconds * 1_000_000_000L;
        long began = System.nanoTime();
        List<Thread> threads = new ArrayList<>();
        for (int client = 0; client < clients; client++) {
            int seed = client;
            threads.add(Thread.ofPlatform().start(() -> {
                HttpClient own = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
                int n = seed * 7_919;
                while (System.nanoTime() < end) {
                    n = (n + 104_729) % count;
                    try {
                        var response = own.send(
                                HttpRequest.newBuilder(URI.create(prefix + n))
                                        .header("Authorization", "Bearer " + token)
                                        .build(),
                                HttpResponse.BodyHandlers.ofByteArray());
                        if (response.statusCode() != 200) {
                            throw new IllegalStateException(new String(response.body()));
                        }
                    } catch (java.io.IOException | InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                    done.incrementAndGet();
                }
            }));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        return done.get() / ((System.nanoTime() - began) / 1e9);
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }

    // --- 3 Search ------------------------------------------------------------------------------------------------------

    private record Question(String name, String body, String sql) {}

    private void search(int small, int large) throws Exception {
        try (Connection connection = database();
                Statement statement = connection.createStatement()) {
            fill(connection, "Small", small);
            fill(connection, "Large", large);
            statement.execute("vacuum analyze entity");
            statement.execute("vacuum analyze entity_relation");
            // until the compiler has little left to do
            for (int i = 0; i < WARM_REQUESTS; i++) {
                List<Question> all = questions("Small", i);
                ask("Small", all.get(i % all.size()));
            }
            double worst = 0;
            double worstSql = 0;
            double slowest = 0;
            System.out.printf("%-34s %10s %10s %8s %10s %8s%n", "page of 50, p95 in ms", "small", "large", "ratio", "SQL", "vs SQL");
            for (int index = 0; index < questions("Large", 0).size(); index++) {
                // what is asked for often gets its index in the background
                for (String prefix : List.of("Small", "Large")) {
                    for (int i = 0; i < 100; i++) {
                        ask(prefix, questions(prefix, i).get(index));
                    }
                }
                waitForIndexes(connection);
                double[] p = new double[2];
                for (int kind = 0; kind < 2; kind++) {
                    String prefix = kind == 0 ? "Small" : "Large";
                    p[kind] = p95(index, prefix, true, connection);
                    slowest = Math.max(slowest, p[kind]);
                }
                double sql = p95(index, "Large", false, connection);
                double ratio = p[1] / p[0];
                // below the time of a request over HTTP a ratio says nothing
                double floor = Math.max(sql, 1);
                worst = Math.max(worst, ratio);
                worstSql = Math.max(worstSql, p[1] / floor);
                System.out.printf(
                        "%-34s %10.2f %10.2f %8.2f %10.2f %8.2f%n",
                        questions("Large", 0).get(index).name(), p[0], p[1], ratio, sql, p[1] / floor);
            }
            System.out.printf(
                    "RESULT search_1m_vs_10k=%.2f search_vs_sql=%.2f slowest_p95_ms=%.1f small=%d large=%d%n",
                    worst, worstSql, slowest, small, large);
        }
    }

    /// Two kinds of service, of which those that are there already stay, and the indexes that people's sorting brings.
    private void load(int small, int large) throws Exception {
        try (Connection connection = database();
                Statement statement = connection.createStatement()) {
            if (fill(connection, "Tiny", small) + fill(connection, "Large", large) > 0) {
                statement.execute("vacuum analyze entity");
                statement.execute("vacuum analyze entity_relation");
            }
            for (String prefix : List.of("Tiny", "Large")) {
                for (int i = 0; i < 10; i++) {
                    ask(prefix, questions(prefix, i).getFirst());
                }
            }
            waitForIndexes(connection);
        }
    }

    /// Services up to `count`, written in their order, so that a load that was broken off goes on. Says how many it wrote.
    private int fill(Connection connection, String prefix, int count) throws Exception {
        SYSTEMS_OF.put(prefix, Math.max(1, count / SYSTEMS));
        if (number(connection, "select count(*) from blueprint where identifier = '" + prefix + "Service'") == 0) {
            define(prefix);
            settle(connection);
        }
        int there = (int) number(connection, "select count(*) from entity where blueprint = '" + prefix + "Service'");
        long began = System.nanoTime();
        for (int from = there; from < count; from += 50_000) {
            insert(connection, prefix, from, Math.min(50_000, count - from));
        }
        System.out.printf(
                "%s: %d services in %.0f s%n", prefix, Math.max(0, count - there), (System.nanoTime() - began) / 1e9);
        return Math.max(0, count - there);
    }

    /// Until no index has been in the making for two seconds.
    private static void waitForIndexes(Connection connection) throws Exception {
        for (int quiet = 0; quiet < 10; quiet++) {
            pause(200);
            if (number(connection, "select count(*) from pg_stat_activity where state = 'active' and pid <> pg_backend_pid()"
                            + " and (query like 'create index%' or query like 'analyze entity%' or query like 'create statistics%')")
                    > 0) {
                quiet = 0;
            }
        }
    }

    private double p95(int index, String prefix, boolean api, Connection connection) throws Exception {
        double[] times = new double[SAMPLES];
        for (int i = 0; i < times.length; i++) {
            Question question = questions(prefix, i * 37 + 11).get(index);
            long began = System.nanoTime();
            if (api) {
                ask(prefix, question);
            } else {
                try (Statement statement = connection.createStatement();
                        ResultSet rows = statement.executeQuery(question.sql())) {
                    while (rows.next()) {
                        for (int column = 2; column <= 12; column++) {
                            rows.getString(column);
                        }
                    }
                }
            }
            times[i] = (System.nanoTime() - began) / 1e6;
        }
        Arrays.sort(times);
        return times[(int) (times.length * 0.95)];
    }

    private void ask(String prefix, Question question) throws Exception {
        String answer = post("/v1/blueprints/" + prefix + "Service/entities/search", question.body());
        if (!answer.contains("\"ok\":true")) {
            throw new IllegalStateException(question.name() + ": " + answer);
        }
    }

    private static List<Question> questions(String prefix, int n) {
        String kind = "e.blueprint = '" + prefix + "Service'";
        String columns = "select e.id, e.properties, e.computed, e.title, e.identifier, e.icon, e.team, e.created_at,"
                + " e.created_by, e.updated_at, e.updated_by, (select jsonb_agg(jsonb_build_array(er.relation, et.identifier)"
                + " order by er.position, et.identifier) from entity_relation er join entity et on et.id = er.target"
                + " where er.source = e.id) as relations from entity e where " + kind + " and ";
        int from = 1_000 + n * 13 % 8_000;
        String number = "case when jsonb_typeof((e.properties -> 'coverage')) = 'number' then cast((e.properties -> 'coverage') #>> '{}' as numeric) end";
        String score = "case when jsonb_typeof((e.computed -> 'score')) = 'number' then cast((e.computed -> 'score') #>> '{}' as numeric) end";
        int scoreFrom = 20_000 + n * 131 % 60_000;
        return List.of(
                new Question(
                        "equality + range + sort",
                        "{\"limit\":50,\"sort\":{\"property\":\"coverage\",\"order\":\"ASC\"},\"query\":{\"combinator\":\"and\",\"rules\":["
                                + "{\"property\":\"language\",\"operator\":\"=\",\"value\":\"go\"},"
                                + "{\"property\":\"coverage\",\"operator\":\">\",\"value\":" + from + "}]}}",
                        columns + "e.properties @> '{\"language\":\"go\"}' and " + number + " > " + from + " order by " + number
                                + ", e.id limit 50"),
                new Question(
                        "text, two words",
                        "{\"limit\":50,\"text\":\"" + word(n) + " " + (100 + n % 9_000) + "\"}",
                        columns + "e.search_text like '%" + word(n) + "%' and e.search_text like '%" + (100 + n % 9_000)
                                + "%' order by e.title, e.id limit 50"),
                new Question(
                        "path of 2 hops",
                        "{\"limit\":50,\"query\":{\"combinator\":\"and\",\"rules\":[{\"property\":{\"path\":[\"before\",\"before\"]},"
                                + "\"operator\":\"matchAny\",\"value\":\"service-" + (1 + n * 17 % 9_000) + "\"}]}}",
                        columns + "e.id in (select a.source from entity_relation a join entity_relation b on b.source = a.target"
                                + " where a.relation = 'before' and b.relation = 'before' and b.target = (select id from entity where blueprint = '"
                                + prefix + "Service' and identifier = 'service-" + (1 + n * 17 % 9_000) + "')) order by e.title, e.id limit 50"),
                new Question(
                        "related to a system",
                        "{\"limit\":50,\"query\":{\"combinator\":\"and\",\"rules\":[{\"property\":{\"path\":[\"system\"]},"
                                + "\"operator\":\"matchAny\",\"value\":\"system-" + n % systems(prefix) + "\"},"
                                + "{\"property\":\"critical\",\"operator\":\"=\",\"value\":true}]}}",
                        columns + "e.properties @> '{\"critical\":true}' and e.id in (select source from entity_relation where"
                                + " relation = 'system' and target = (select id from entity where blueprint = '" + prefix
                                + "System' and identifier = 'system-" + n % systems(prefix) + "')) order by e.title, e.id limit 50"),
                new Question(
                        "computed value, filter and sort",
                        "{\"limit\":50,\"sort\":{\"property\":\"score\",\"order\":\"DESC\"},\"query\":{\"combinator\":\"and\",\"rules\":["
                                + "{\"property\":\"systemTier\",\"operator\":\"=\",\"value\":\"gold\"},"
                                + "{\"property\":\"score\",\"operator\":\"<\",\"value\":" + scoreFrom + "}]}}",
                        columns + "e.computed @> '{\"systemTier\":\"gold\"}' and " + score + " < " + scoreFrom + " order by " + score
                                + " desc, e.id desc limit 50"),
                new Question(
                        "first page by title",
                        "{\"limit\":50}",
                        columns + "true order by e.title, e.id limit 50"));
    }

    // --- 4 Fan-out -----------------------------------------------------------------------------------------------------

    private void fanout(int mirrors, int entities, int writesPerSecond) throws Exception {
        try (Connection connection = database()) {
            define("Bench");
            // every service of the first thousand systems mirrors its system; all of these are of one system
            bulk("BenchSystem", 1, n -> "{\"identifier\":\"hub\",\"properties\":{\"tier\":\"first\"}}", 1);
            bulk(
                    "BenchService",
                    mirrors,
                    n -> "{\"identifier\":\"mirror-" + n + "\",\"title\":\"Mirror " + n + "\",\"properties\":" + properties(n)
                            + ",\"relations\":{\"system\":\"hub\"}}",
                    4);
            settle(connection);
            List<Double> quiet = writes(connection, 200, () -> true, 0);
            AtomicBoolean visible = new AtomicBoolean();
            long began = System.nanoTime();
            patch("/v1/blueprints/BenchSystem/entities/hub", "{\"properties\":{\"tier\":\"second\"}}");
            Thread watch = Thread.ofPlatform().start(() -> {
                try (Connection own = database()) {
                    while (number(own, "select count(*) from (select 1 from entity where blueprint = 'BenchService' and computed @> '{\"systemTier\":\"first\"}' limit 1) as x") > 0) {
                        pause(10);
                    }
                } catch (SQLException e) {
                    throw new IllegalStateException(e);
                }
                visible.set(true);
            });
            List<Double> busy = writes(connection, 100_000, () -> !visible.get(), 0);
            watch.join();
            double all = (System.nanoTime() - began) / 1e6;
            System.out.printf("one change, %d mirrors: all visible after %.0f ms%n", mirrors, all);
            System.out.printf(
                    "ordinary writes: p50 %.1f ms, p95 %.1f ms when quiet; p50 %.1f ms, p95 %.1f ms meanwhile%n",
                    at(quiet, 0.5), at(quiet, 0.95), at(busy, 0.5), at(busy, 0.95));
            settle(connection);
            for (int from = 0; from < entities; from += 50_000) {
                insert(connection, "Bench", from, Math.min(50_000, entities - from));
            }
            try (Statement statement = connection.createStatement()) {
                statement.execute("analyze entity");
                statement.execute("analyze entity_relation");
            }
            lags(entities, writesPerSecond, WARM_SECONDS, 0);
            settle(connection);
            List<Double> lags = lags(entities, writesPerSecond, MEASURED_SECONDS, 1);
            System.out.printf(
                    "%d writes/s at %d entities, from the write to %d dependent values: p50 %.0f ms, p95 %.0f ms, p99 %.0f ms,"
                            + " slowest %.0f ms%n",
                    writesPerSecond, entities, entities / SYSTEMS, at(lags, 0.5), at(lags, 0.95), at(lags, 0.99), at(lags, 1));
            System.out.printf(
                    "RESULT fanout_p99_ms=%.0f fanout_10k_ms=%.0f write_p95_quiet_ms=%.1f write_p95_meanwhile_ms=%.1f%n",
                    at(lags, 0.99), all, at(quiet, 0.95), at(busy, 0.95));
        }
    }

    private interface Going {
        boolean on();
    }

    private List<Double> writes(Connection connection, int most, Going going, int unused) throws Exception {
        List<Double> times = new ArrayList<>();
        for (int i = 0; i < most && going.on(); i++) {
            long began = System.nanoTime();
            patch("/v1/blueprints/BenchTeam/entities/team-" + i % TEAMS, "{\"title\":\"Team " + System.nanoTime() + "\"}");
            times.add((System.nanoTime() - began) / 1e6);
        }
        return times;
    }

    /// Writes at a steady pace, most of them to services of their own, every tenth to a system that others mirror; for
    /// those, the time until none of its services shows the old value.
    private List<Double> lags(int entities, int perSecond, int seconds, int round) throws Exception {
        List<Double> lags = java.util.Collections.synchronizedList(new ArrayList<>());
        ExecutorService pool = Executors.newFixedThreadPool(16);
        List<Connection> opened = java.util.Collections.synchronizedList(new ArrayList<>());
        ThreadLocal<Connection> own = ThreadLocal.withInitial(() -> {
            try {
                Connection connection = database();
                opened.add(connection);
                return connection;
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        });
        int writes = perSecond * seconds;
        long began = System.nanoTime();
        List<Future<?>> pending = new ArrayList<>();
        for (int i = 0; i < writes; i++) {
            long due = began + i * 1_000_000_000L / perSecond;
            while (System.nanoTime() < due) {
                pause(1);
            }
            int n = i;
            pending.add(pool.submit(() -> {
                if (n % 10 != 0) {
                    patch("/v1/blueprints/BenchService/entities/service-" + n * 37 % entities, "{\"properties\":{\"replicas\":" + n % 30 + "}}");
                    return null;
                }
                int system = n / 10 % SYSTEMS;
                patch("/v1/blueprints/BenchSystem/entities/system-" + system, "{\"properties\":{\"tier\":\"now-" + round + "-" + n + "\"}}");
                long written = System.nanoTime();
                while (number(own.get(), "select count(*) from entity e join entity_relation r on r.source = e.id and r.relation = 'system'"
                        + " join entity t on t.id = r.target where t.blueprint = 'BenchSystem' and t.identifier = 'system-" + system
                        + "' and not e.computed @> '{\"systemTier\":\"now-" + round + "-" + n + "\"}'") > 0) {
                    pause(POLL_MILLIS);
                }
                lags.add((System.nanoTime() - written) / 1e6);
                return null;
            }));
        }
        for (Future<?> each : pending) {
            each.get();
        }
        pool.shutdown();
        for (Connection each : opened) {
            each.close();
        }
        return lags;
    }

    private static double at(List<Double> values, double share) {
        List<Double> sorted = values.stream().sorted().toList();
        return sorted.isEmpty() ? 0 : sorted.get(Math.min(sorted.size() - 1, (int) (sorted.size() * share)));
    }

    // --- HTTP ----------------------------------------------------------------------------------------------------------

    private String post(String path, String body) throws Exception {
        return send("POST", path, body, token);
    }

    private String patch(String path, String body) throws Exception {
        String answer = send("PATCH", path, body, token);
        if (!answer.contains("\"ok\":true")) {
            throw new IllegalStateException(answer);
        }
        return answer;
    }

    private String send(String method, String path, String body, String bearer) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(portal + path))
                .timeout(Duration.ofMinutes(10))
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body));
        if (bearer != null) {
            request.header("Authorization", "Bearer " + bearer);
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString()).body();
    }
}

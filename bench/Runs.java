import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// How long a run takes to reach its webhook, and what a queue of them does to the portal. Seeded by nothing: every
/// run is the same. `PORTAL`, `SINK` and `PORTAL_PID` come from `bench/runs.sh`.
public final class Runs {

    private static final int INPUTS = 30;
    private static final int CROWD = 500;
    private static final int WINDOW = 100;
    private static final Pattern RUN = Pattern.compile("\"run\":\"(r_[^\"]+)\"");
    private static final Pattern ID = Pattern.compile("\"id\":\"(r_[^\"]+)\"");
    private static final Pattern TOKEN = Pattern.compile("\"accessToken\":\"([^\"]+)\"");

    private final HttpClient http = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();
    private final String portal = System.getenv("PORTAL");
    private final Map<String, Long> started = new ConcurrentHashMap<>();
    private final Map<String, Long> arrived = new ConcurrentHashMap<>();
    private final List<String> order = java.util.Collections.synchronizedList(new ArrayList<>());
    private final AtomicInteger open = new AtomicInteger();
    private final AtomicInteger mostOpen = new AtomicInteger();
    private volatile int delay;
    private String token = "";

    public static void main(String[] arguments) {
        try {
            new Runs().run(
                    Integer.parseInt(arguments[0]), Integer.parseInt(arguments[1]), Integer.parseInt(arguments[2]));
        } catch (Exception e) {
            e.printStackTrace();
            System.exit(1); // the sink would go on for ever
        }
    }

    private void run(int rate, int seconds, int queued) throws Exception {
        int sink = Integer.parseInt(System.getenv("SINK"));
        HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", sink), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", exchange -> {
            long now = System.nanoTime();
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            mostOpen.accumulateAndGet(open.incrementAndGet(), Math::max);
            Matcher run = RUN.matcher(body);
            if (run.find()) {
                arrived.putIfAbsent(run.group(1), now);
                order.add(exchange.getRequestURI().getPath());
            }
            try {
                Thread.sleep(delay);
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
            open.decrementAndGet();
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.start();
        Matcher access = TOKEN.matcher(send(
                "/v1/auth/access_token",
                "{\"clientId\":\"" + System.getenv("PORTOLAN_CLIENT_ID") + "\",\"clientSecret\":\""
                        + System.getenv("PORTOLAN_CLIENT_SECRET") + "\"}"));
        if (!access.find()) {
            throw new IllegalStateException("No access token");
        }
        token = access.group(1);
        for (String action : List.of("first", "second")) {
            send("/v1/actions", """
                    {"identifier":"%s","title":"%s","trigger":{"type":"self-service","operation":"CREATE",
                     "userInputs":{"properties":{"size":{"type":"number"}}}},
                     "invocationMethod":{"type":"WEBHOOK","synchronized":true,"url":"http://127.0.0.1:%d/%s",
                      "body":{"run":"{{ .run.id }}","size":"{{ .inputs.size }}"}}}
                    """.formatted(action, action, sink, action));
        }
        // until the compiler has little left to do
        paced(30, 30);
        List<Double> slow = paced(1, seconds);
        long cpu = processor();
        List<Double> fast = paced(rate, seconds);
        double cpuEach = (processor() - cpu) / (double) (rate * seconds);
        System.out.printf("runs a second      p50 ms     p99 ms%n");
        System.out.printf("%-18d %8.0f %10.0f%n", 1, at(slow, 0.5), at(slow, 0.99));
        System.out.printf("%-18d %8.0f %10.0f%n", rate, at(fast, 0.5), at(fast, 0.99));
        System.out.printf("processor time of the portal for a run: %.1f ms%n", cpuEach);
        List<Double> forms = form();
        System.out.printf("a form with %d inputs: p50 %.0f ms, p99 %.0f ms%n", INPUTS, at(forms, 0.5), at(forms, 0.99));

        delay = 200;
        double waited = crowded();
        System.out.printf("a run waits %.0f ms behind %d of another action%n", waited, CROWD);

        order.clear();
        arrived.clear();
        mostOpen.set(0);
        long before = status("VmRSS") / 1024;
        long began = System.nanoTime();
        startAll(queued, i -> i % 2 == 0 ? "first" : "second");
        double queuedIn = (System.nanoTime() - began) / 1e9;
        long memory = before;
        long threads = 0;
        while (arrived.size() < queued && System.nanoTime() - began < 3_600_000_000_000L) {
            Thread.sleep(500);
            memory = Math.max(memory, status("VmRSS") / 1024);
            threads = Math.max(threads, status("Threads"));
        }
        double all = (System.nanoTime() - began) / 1e9;
        double fair = 100 * fairness();
        System.out.printf(
                "%d runs of two actions queued in %.0f s, all delivered after %.0f s; %d calls at once at most; "
                        + "resident memory %d MB before, %d MB at most; %d threads at most%n",
                queued, queuedIn, all, mostOpen.get(), before, memory, threads);
        System.out.printf("the smaller share of one action in any %d calls: %.0f %%%n", WINDOW, fair);
        System.out.printf(
                "RESULT p50_ms=%.0f p99_ms=%.0f p50_ms_at_%d=%.0f p99_ms_at_%d=%.0f cpu_ms=%.1f form_ms=%.0f "
                        + "waited_ms=%.0f queued=%d delivered_seconds=%.0f fair_percent=%.0f rss_mb=%d threads=%d%n",
                at(slow, 0.5),
                at(slow, 0.99),
                rate,
                at(fast, 0.5),
                rate,
                at(fast, 0.99),
                cpuEach,
                at(forms, 0.99),
                waited,
                queued,
                all,
                fair,
                memory,
                threads);
        server.stop(0);
        System.exit(0);
    }

    private List<Double> paced(int rate, int seconds) throws Exception {
        started.clear();
        arrived.clear();
        int runs = rate * seconds;
        long began = System.nanoTime();
        try (ExecutorService pool = Executors.newFixedThreadPool(16)) {
            for (int i = 0; i < runs; i++) {
                long due = began + i * 1_000_000_000L / rate;
                while (System.nanoTime() < due) {
                    Thread.sleep(1);
                }
                pool.submit(() -> start("first"));
            }
        }
        long patience = System.nanoTime() + 60_000_000_000L;
        while (arrived.size() < started.size() && System.nanoTime() < patience) {
            Thread.sleep(50);
        }
        return started.entrySet().stream()
                .filter(run -> arrived.containsKey(run.getKey()))
                .map(run -> (arrived.get(run.getKey()) - run.getValue()) / 1e6)
                .sorted()
                .toList();
    }

    /// One run for each number; throws when one could not be started, since nobody need wait for it then.
    private void startAll(int runs, IntFunction<String> action) throws Exception {
        List<Future<Void>> all = new ArrayList<>();
        try (ExecutorService pool = Executors.newFixedThreadPool(16)) {
            for (int i = 0; i < runs; i++) {
                String name = action.apply(i);
                all.add(pool.submit(() -> start(name)));
            }
        }
        for (Future<Void> each : all) {
            each.get();
        }
    }

    private Void start(String action) throws Exception {
        long now = System.nanoTime();
        String answer = send("/v1/actions/" + action + "/runs", "{\"properties\":{\"size\":3}}");
        Matcher id = ID.matcher(answer);
        if (!id.find()) {
            throw new IllegalStateException(answer);
        }
        started.put(id.group(1), now);
        return null;
    }

    private static double at(List<Double> sorted, double share) {
        return sorted.isEmpty() ? 0 : sorted.get(Math.min(sorted.size() - 1, (int) (sorted.size() * share)));
    }

    /// How long a form with many inputs takes to be worked out again, most of which follow each other: answers of a dry
    /// run, which does that and more.
    private List<Double> form() throws Exception {
        StringBuilder inputs = new StringBuilder("\"i0\":{\"type\":\"string\"}");
        StringBuilder values = new StringBuilder("\"i0\":\"x\"");
        for (int i = 1; i < INPUTS; i++) {
            inputs.append(",\"i%d\":{\"type\":\"string\",\"visible\":{\"jqQuery\":\".form.i%d != null\"},"
                    .formatted(i, i - 1));
            inputs.append("\"default\":{\"jqQuery\":\".form.i%d + \\\"-%d\\\"\"}}".formatted(i - 1, i));
            values.append(",\"i%d\":\"value %d\"".formatted(i, i));
        }
        send("/v1/actions", """
                {"identifier":"form","title":"form","trigger":{"type":"self-service","operation":"CREATE",
                 "userInputs":{"properties":{%s}}},
                 "invocationMethod":{"type":"WEBHOOK","url":"http://127.0.0.1:1/","body":{"all":"{{ .inputs }}"}}}
                """.formatted(inputs));
        List<Double> took = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            long began = System.nanoTime();
            String answer = send("/v1/actions/form/dry-run", "{\"properties\":{" + values + "}}");
            if (!answer.contains("\"ok\":true")) {
                throw new IllegalStateException(answer);
            }
            if (i >= 200) {
                took.add((System.nanoTime() - began) / 1e6);
            }
        }
        took.sort(null);
        return took;
    }

    /// Milliseconds until the only run of the second action is delivered, started behind many of the first.
    private double crowded() throws Exception {
        arrived.clear();
        order.clear();
        startAll(CROWD, i -> "first");
        long began = System.nanoTime();
        start("second");
        while (!order.contains("/second")) {
            Thread.sleep(5);
        }
        double waited = (System.nanoTime() - began) / 1e6;
        while (arrived.size() < CROWD + 1) {
            Thread.sleep(100);
        }
        return waited;
    }

    /// The smallest share that either action has in any run of calls, but for the last ones, when one has run out.
    private double fairness() {
        List<String> calls = List.copyOf(order);
        double least = 0.5;
        for (int from = 0; from + WINDOW <= calls.size() * 9 / 10; from += WINDOW) {
            long first = calls.subList(from, from + WINDOW).stream()
                    .filter("/first"::equals)
                    .count();
            least = Math.min(least, Math.min(first, WINDOW - first) / (double) WINDOW);
        }
        return least;
    }

    /// Processor time of the portal so far in ms, without its database.
    private static long processor() throws IOException {
        String stat = Files.readString(Path.of("/proc", System.getenv("PORTAL_PID"), "stat"));
        String[] numbers = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return (Long.parseLong(numbers[11]) + Long.parseLong(numbers[12])) * 10;
    }

    private static long status(String key) throws IOException {
        Path status = Path.of("/proc", System.getenv("PORTAL_PID"), "status");
        return Files.readAllLines(status).stream()
                .filter(line -> line.startsWith(key + ":"))
                .map(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElse(0L);
    }

    private String send(String path, String body) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(portal + path))
                .timeout(Duration.ofMinutes(1))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body));
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString()).body();
    }
}

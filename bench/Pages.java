import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.BoundingBox;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// How long people wait for pages over a large catalog, and what open pages take of the server's memory; with `graph`,
/// whether a graph stays fluid. `PORTAL`, `PORTAL_PID`, `PORTOLAN_ADMIN_PASSWORD` and `PORTOLAN_CHROMIUM` come from
/// `bench/pages.sh` and `bench/graph.sh`.
public final class Pages {

    private static final int PATIENCE = 120_000;
    private static final int WARM = 5;
    /// So often a reader scrolls on to the end.
    private static final int STEPS = 100;
    private static final List<String> WORDS =
            List.of("payment", "catalog", "search", "mail", "report", "stock", "price", "login", "audit", "export");

    /// Notes in each document when its first row was seen, in milliseconds since the navigation began.
    private static final String WATCH =
            """
            window.visibleRows = () => [...document.querySelectorAll('.cat-grid .cat-title')]
                .map(row => ({ text: row.textContent.trim(), box: row.getBoundingClientRect() }))
                .filter(row => row.box.height > 0 && row.box.top > 0 && row.box.top < innerHeight)
                .sort((a, b) => a.box.top - b.box.top)
                .map(row => row.text);
            (() => {
              const look = () => {
                if (window.visibleRows().length > 0) {
                  window.firstRows = performance.now();
                } else {
                  setTimeout(look, 4);
                }
              };
              look();
            })();
            """;

    /// Does something with the grid and waits until other rows are to be seen.
    private static final String UNTIL_OTHER_ROWS =
            """
            ([deed, argument]) => new Promise((done, failed) => {
              const grid = document.querySelector('.cat-grid');
              const before = window.visibleRows()[0];
              const began = performance.now();
              if (deed === 'scroll') {
                grid.scrollToIndex(Math.min(argument, grid.size - 1));
              } else {
                [...grid.querySelectorAll('vaadin-grid-sorter')].find(one => one.textContent.trim() === argument).click();
              }
              const look = () => {
                const rows = window.visibleRows();
                if (rows.length > 0 && rows[0] !== before && !grid.loading) {
                  done([performance.now() - began, rows[0]]);
                } else if (performance.now() - began > 60000) {
                  failed(new Error(`no other rows after ${deed} ${argument}: ${grid.size} rows, ${grid.clientHeight} px`));
                } else {
                  setTimeout(look, 2);
                }
              };
              setTimeout(look, 0);
            })
            """;

    /// Asks the palette's server side as the palette does, and gives the time until the answer and the number of hits.
    private static final String ASK =
            """
            text => new Promise(done => {
              const palette = document.querySelector('portolan-palette');
              window.asked = (window.asked ?? 1000) + 1;
              const number = window.asked;
              palette.show = (answered, hits) => {
                if (answered === number) {
                  done([performance.now() - began, hits.length]);
                }
              };
              const began = performance.now();
              palette.$server.find(text, number);
            })
            """;

    private final String portal = System.getenv("PORTAL");
    private final Browser browser;
    private final int large;

    private Pages(Browser browser, int large) {
        this.browser = browser;
        this.large = large;
    }

    public static void main(String[] arguments) throws Exception {
        Locale.setDefault(Locale.ROOT);
        try (Playwright playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")))) {
            Browser browser = playwright
                    .chromium()
                    .launch(new BrowserType.LaunchOptions()
                            .setExecutablePath(Path.of(System.getenv("PORTOLAN_CHROMIUM")))
                            .setTimeout(PATIENCE)
                            .setArgs(List.of("--headless=new",
                                    "--no-sandbox",
                                    "--disable-gpu",
                                    "--no-first-run",
                                    // a hundred people, not a hundred processes
                                    "--renderer-process-limit=6")));
            if (arguments[0].equals("graph")) {
                new Pages(browser, 0).graph(Integer.parseInt(arguments[1]), Integer.parseInt(arguments[2]));
                return;
            }
            int sessions = Integer.parseInt(arguments[0]);
            int rounds = Integer.parseInt(arguments[1]);
            Pages bench = new Pages(browser, Integer.parseInt(arguments[2]));
            double ratio = bench.opening(rounds);
            double palette = bench.palette(rounds);
            double session = bench.memory(sessions);
            System.out.printf("RESULT session_mb=%.2f open_1m_vs_1k=%.2f palette_p95_ms=%.0f%n", session, ratio, palette);
        }
    }

    // --- People --------------------------------------------------------------------------------------------------------

    private Page signIn() {
        BrowserContext session = browser.newContext(
                new Browser.NewContextOptions().setViewportSize(1440, 900).setLocale("en-GB"));
        session.setDefaultTimeout(PATIENCE);
        session.setDefaultNavigationTimeout(PATIENCE);
        session.addInitScript(WATCH);
        Page page = session.newPage();
        page.navigate(portal + "/login");
        page.locator("input[name=username]").fill("admin@localhost");
        page.locator("input[name=password]").fill(System.getenv("PORTOLAN_ADMIN_PASSWORD"));
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Sign in"))
                .first()
                .click();
        page.waitForURL(url -> !url.endsWith("/login"));
        return page;
    }

    private double open(Page page, String path) {
        page.navigate(portal + "/catalog/" + path);
        page.waitForFunction("() => window.firstRows");
        double time = ((Number) page.evaluate("() => window.firstRows")).doubleValue();
        settle(page);
        return time;
    }

    /// Until the page has nothing more to tell the server or to hear from it.
    private static void settle(Page page) {
        page.waitForFunction("() => Object.values(window.Vaadin?.Flow?.clients ?? {}).every(c => !c.isActive || !c.isActive())"
                + " && document.querySelector('.cat-grid')?.loading !== true");
    }

    private static double until(Page page, String deed, Object argument) {
        List<?> answer = (List<?>) page.evaluate(UNTIL_OTHER_ROWS, Arrays.asList(deed, argument));
        double time = ((Number) answer.getFirst()).doubleValue();
        settle(page);
        return time;
    }

    // --- Tables --------------------------------------------------------------------------------------------------------

    private double opening(int rounds) {
        Page page = signIn();
        Map<String, List<Double>> times = new LinkedHashMap<>();
        for (int round = -WARM; round < rounds; round++) {
            for (String kind : List.of("Tiny", "Large")) {
                boolean counts = round >= 0;
                note(times, counts, kind + ": open", open(page, kind + "Service"));
                note(times, counts, kind + ": next rows", until(page, "scroll", 80));
                note(times, counts, kind + ": sort", until(page, "sort", "coverage"));
            }
        }
        open(page, "LargeService");
        for (int step = 0; step < STEPS; step++) {
            note(times, true, "Large: on to the end of what is known", until(page, "scroll", Integer.MAX_VALUE));
        }
        System.out.printf("%-38s %10s %10s %10s%n", "until rows are seen, in ms", "p50", "p95", "max");
        times.forEach((name, values) -> row(name, values));
        System.out.printf("the last of these was at row %s%n", page.evaluate("() => document.querySelector('.cat-grid').size"));
        page.context().close();
        return at(times.get("Large: open"), 0.5) / at(times.get("Tiny: open"), 0.5);
    }

    private static void note(Map<String, List<Double>> times, boolean counts, String name, double time) {
        if (counts) {
            times.computeIfAbsent(name, key -> new ArrayList<>()).add(time);
        }
    }

    // --- The palette ---------------------------------------------------------------------------------------------------

    private record Question(String name, boolean hits, IntFunction<String> text) {}

    private double palette(int rounds) {
        List<Question> questions = List.of(
                new Question("nothing typed: no search", true, n -> ""),
                new Question("one letter", true, n -> String.valueOf("splcmrea".charAt(n % 8))),
                new Question("two letters", true, n -> WORDS.get(n % 10).substring(0, 2)),
                new Question("beginning of every title", true, n -> "service".substring(0, 3 + n % 5)),
                new Question("frequent word of a title", true, n -> WORDS.get(n % 10)),
                new Question("identifier", true, n -> "service-" + number(n)),
                new Question("beginning of an identifier", true, n -> "service-" + number(n) / 100),
                new Question("title", true, n -> "service " + word(number(n)) + " " + number(n)),
                new Question("two words of a title", true, n -> word(number(n)) + " " + number(n)),
                new Question("only a number", true, n -> String.valueOf(number(n))),
                new Question("words of a text", true, n -> "keeps the " + WORDS.get(n % 10)),
                new Question("rare words of a text", true, n -> "keeps number " + number(n)),
                new Question("mail address", true, n -> "dev" + n * 7 % 500 + "@example.com"),
                new Question("typing error", false, n -> List.of("servcie", "paymnet", "catalgo", "reprot", "exprot").get(n % 5)),
                new Question("typing error and a word", false, n -> "servcie " + WORDS.get(n % 10)),
                new Question("frequent words, never together", false, n -> WORDS.get(n % 10) + " system"),
                new Question("no such word", false, n -> "zq" + n * 7_919 + "xv"));
        Page page = signIn();
        open(page, "TinyService");
        double worst = 0;
        System.out.printf("%-38s %10s %10s %10s %10s%n", "palette, until hits are there, in ms", "p50", "p95", "max", "hits");
        for (Question question : questions) {
            List<Double> times = new ArrayList<>();
            int hits = 0;
            for (int i = -3; i < rounds; i++) {
                List<?> answer = (List<?>) page.evaluate(ASK, question.text().apply(i + 3));
                if (i >= 0) {
                    times.add(((Number) answer.get(0)).doubleValue());
                    hits += ((Number) answer.get(1)).intValue();
                }
            }
            System.out.printf(
                    "%-38s %10.1f %10.1f %10.1f %10.1f%s%n",
                    question.name(), at(times, 0.5), at(times, 0.95), at(times, 1), hits / (double) rounds,
                    hits == 0 && question.hits() ? " MISSING" : "");
            worst = Math.max(worst, at(times, 0.95));
        }
        page.context().close();
        return worst;
    }

    private int number(int n) {
        return (int) ((n + 1) * 104_729L % large);
    }

    private static String word(int n) {
        return WORDS.get(n / 7 % 10);
    }

    // --- Memory --------------------------------------------------------------------------------------------------------

    private double memory(int sessions) throws Exception {
        // what the first of them leave in caches is not theirs
        List<Page> others = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            Page page = signIn();
            entity(page, i);
            open(page, "LargeService");
            until(page, "scroll", 80);
            others.add(page);
        }
        System.out.printf("%-38s %10s%n", "sessions with an open page", "MB each");
        long before = heap();
        List<Page> measured = new ArrayList<>();
        for (int i = 0; i < sessions; i++) {
            Page page = signIn();
            open(page, "LargeService");
            until(page, "scroll", 80);
            measured.add(page);
        }
        double table = perSession("catalog page, scrolled once", before, sessions);
        for (int i = 0; i < sessions; i++) {
            entity(measured.get(i), number(i));
        }
        perSession("entity page", before, sessions);
        measured.forEach(page -> page.navigate("about:blank"));
        perSession("after leaving, still signed in", before, sessions);
        return table;
    }

    private void entity(Page page, int number) {
        page.navigate(portal + "/entity/LargeService/service-" + number);
        page.locator("h1").filter(new Locator.FilterOptions().setHasText("Service")).waitFor();
        settle(page);
    }

    private static double perSession(String name, long before, int sessions) throws Exception {
        double each = (heap() - before) / 1024.0 / 1024.0 / sessions;
        System.out.printf("%-38s %10.2f%n", name, each);
        return each;
    }

    /// Bytes of what the portal still needs.
    private static long heap() throws Exception {
        Thread.sleep(2_000);
        jcmd("GC.run");
        Matcher total = Pattern.compile("Total\\s+\\d+\\s+(\\d+)").matcher(jcmd("GC.class_histogram"));
        if (!total.find()) {
            throw new IllegalStateException("no histogram");
        }
        return Long.parseLong(total.group(1));
    }

    private static String jcmd(String command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(), System.getenv("PORTAL_PID"), command)
                .redirectErrorStream(true)
                .start();
        String text = new String(process.getInputStream().readAllBytes());
        if (process.waitFor() != 0) {
            throw new IllegalStateException(text);
        }
        return text;
    }

    // --- The graph -----------------------------------------------------------------------------------------------------

    /// Opens the graph of an entity with so many nodes, drags it about and zooms, and looks at the time between frames.
    private void graph(int nodes, int rounds) {
        Page page = signIn();
        List<Double> drawn = new ArrayList<>();
        List<Double> frames = new ArrayList<>();
        for (int round = -1; round < rounds; round++) {
            page.navigate(portal + "/entity/GraphNode/node-0?tab=related");
            page.locator("portolan-graph[drawn='" + nodes + "']").waitFor();
            double time = ((Number) page.evaluate("() => performance.now()")).doubleValue();
            List<Double> seen = moved(page);
            if (round >= 0) {
                drawn.add(time);
                frames.addAll(seen);
            }
        }
        System.out.printf("%-38s %10s %10s %10s%n", "graph of " + nodes + " nodes, in ms", "p50", "p95", "max");
        row("drawn, since the navigation began", drawn);
        System.out.printf(
                "%-38s %10.1f %10.1f %10.1f%n",
                "between " + frames.size() + " frames", at(frames, 0.5), at(frames, 0.95), at(frames, 1));
        System.out.printf(
                "RESULT graph_drawn_ms=%.0f frame_p50_ms=%.1f frame_p95_ms=%.1f frame_max_ms=%.1f%n",
                at(drawn, 0.5), at(frames, 0.5), at(frames, 0.95), at(frames, 1));
    }

    private static List<Double> moved(Page page) {
        BoundingBox box = page.locator("portolan-graph .canvas").boundingBox();
        double x = box.x + box.width / 2;
        double y = box.y + box.height / 2;
        page.mouse().move(x, y);
        page.evaluate("""
                () => {
                  window.frames = [];
                  let before = performance.now();
                  const look = now => {
                    window.frames.push(now - before);
                    before = now;
                    window.looking = requestAnimationFrame(look);
                  };
                  window.looking = requestAnimationFrame(now => { before = now; window.looking = requestAnimationFrame(look); });
                }""");
        for (int sweep = 0; sweep < 4; sweep++) {
            page.mouse().move(x, box.y + 20 + sweep * 7);
            page.mouse().down();
            for (int step = 0; step < 60; step++) {
                double turn = step / 60.0 * Math.PI * 2;
                page.mouse().move(x + 180 * Math.sin(turn), box.y + 20 + sweep * 7 + 90 * (1 - Math.cos(turn)));
            }
            page.mouse().up();
            page.mouse().move(x, y);
            for (int step = 0; step < 20; step++) {
                page.mouse().wheel(0, step < 10 ? -60 : 60);
            }
        }
        List<?> frames = (List<?>) page.evaluate("() => { cancelAnimationFrame(window.looking); return window.frames; }");
        return frames.stream().map(one -> ((Number) one).doubleValue()).toList();
    }

    // --- Numbers -------------------------------------------------------------------------------------------------------

    private static void row(String name, List<Double> times) {
        System.out.printf("%-38s %10.0f %10.0f %10.0f%n", name, at(times, 0.5), at(times, 0.95), at(times, 1));
    }

    private static double at(List<Double> values, double share) {
        List<Double> sorted = values.stream().sorted().toList();
        return sorted.get(Math.min(sorted.size() - 1, (int) (sorted.size() * share)));
    }
}

package io.portolan.ui;

import io.portolan.kernel.Actor;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.security.concurrent.DelegatingSecurityContextExecutorService;
import org.springframework.stereotype.Component;

/// Asks every [SearchProvider] at once and puts the hits in one order.
@Component
class PaletteSearch {

    private static final Logger LOG = LoggerFactory.getLogger(PaletteSearch.class);
    private static final int PER_PROVIDER = 8;
    private static final long TIMEOUT_MILLIS = 1000;

    private final ObjectProvider<SearchProvider> providers;
    private final Navigation navigation;
    private final ExecutorService threads =
            new DelegatingSecurityContextExecutorService(Executors.newVirtualThreadPerTaskExecutor());

    PaletteSearch(ObjectProvider<SearchProvider> providers, Navigation navigation) {
        this.providers = providers;
        this.navigation = navigation;
    }

    /// Hits of all providers, best first. Blocks for a second at most; call it off the UI lock.
    List<SearchHit> search(String text, Actor viewer, List<SearchHit> pages) {
        List<Callable<List<SearchHit>>> questions = providers
                .orderedStream()
                .<Callable<List<SearchHit>>>map(provider -> () -> provider.search(text, PER_PROVIDER, viewer))
                .toList();
        List<SearchHit> hits = new ArrayList<>(matching(text, pages));
        try {
            for (Future<List<SearchHit>> answer : threads.invokeAll(questions, TIMEOUT_MILLIS, TimeUnit.MILLISECONDS)) {
                hits.addAll(hits(answer, text));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        hits.sort(Comparator.comparingInt(SearchHit::score).reversed());
        return hits;
    }

    /// What one provider found; nothing when it was late or failed, which keeps none of the others out.
    private static List<SearchHit> hits(Future<List<SearchHit>> answer, String text) throws InterruptedException {
        if (answer.isCancelled()) {
            LOG.warn("A search provider took longer than {} ms for \"{}\"", TIMEOUT_MILLIS, text);
            return List.of();
        }
        try {
            return answer.get();
        } catch (ExecutionException e) {
            LOG.warn("A search provider failed for \"{}\"", text, e.getCause());
            return List.of();
        }
    }

    /// The pages of the side navigation as hits, with their labels and the section they stand in, in the reader's
    /// language. Call on the UI thread.
    List<SearchHit> pages(Actor viewer) {
        return navigation.leaves(viewer).stream()
                .map(item -> new SearchHit(
                        "ui.search.pages",
                        Navigation.label(item),
                        Texts.get(item.section().labelKey()),
                        item.icon(),
                        item.path(),
                        0))
                .toList();
    }

    /// Threads for searching, with the caller's security context.
    Executor threads() {
        return threads;
    }

    private static List<SearchHit> matching(String text, List<SearchHit> pages) {
        String wanted = text.toLowerCase(Locale.ROOT);
        return pages.stream()
                .map(page -> page.scored(score(page, wanted)))
                .filter(page -> page.score() > 0)
                .sorted(Comparator.comparingInt(SearchHit::score).reversed())
                .limit(PER_PROVIDER)
                .toList();
    }

    /// A page is also found by several words, of which some may name its section: "settings users".
    private static int score(SearchHit page, String wanted) {
        String title = page.title().toLowerCase(Locale.ROOT);
        if (wanted.isEmpty()) {
            return 1;
        }
        if (title.equals(wanted)) {
            return 100;
        }
        if (title.startsWith(wanted)) {
            return 55;
        }
        String place = (page.detail() + " " + title).toLowerCase(Locale.ROOT);
        List<String> words = List.of(wanted.split("\\s+"));
        boolean named = words.stream().anyMatch(title::contains);
        return named && words.stream().allMatch(place::contains) ? 15 : 0;
    }
}

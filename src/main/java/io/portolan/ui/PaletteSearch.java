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
                if (answer.isCancelled()) {
                    LOG.warn("A search provider took longer than {} ms for \"{}\"", TIMEOUT_MILLIS, text);
                } else {
                    hits.addAll(answer.get());
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            LOG.warn("A search provider failed for \"{}\"", text, e.getCause());
        }
        hits.sort(Comparator.comparingInt(SearchHit::score).reversed());
        return hits;
    }

    /// The pages of the side navigation as hits, with their labels in the reader's language. Call on the UI thread.
    List<SearchHit> pages(Actor viewer) {
        return navigation.leaves(viewer).stream()
                .map(item ->
                        new SearchHit("ui.search.pages", Navigation.label(item), null, item.icon(), item.path(), 0))
                .toList();
    }

    /// Threads for searching, with the caller's security context.
    Executor threads() {
        return threads;
    }

    private static List<SearchHit> matching(String text, List<SearchHit> pages) {
        String wanted = text.toLowerCase(Locale.ROOT);
        return pages.stream()
                .map(page -> page.scored(score(page.title().toLowerCase(Locale.ROOT), wanted)))
                .filter(page -> page.score() > 0)
                .limit(PER_PROVIDER)
                .toList();
    }

    private static int score(String title, String wanted) {
        if (wanted.isEmpty()) {
            return 1;
        }
        if (title.equals(wanted)) {
            return 100;
        }
        return title.startsWith(wanted) ? 55 : title.contains(wanted) ? 15 : 0;
    }
}

package io.portolan.catalog.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import io.portolan.changelog.Change;
import io.portolan.changelog.ChangesCommitted;
import jakarta.annotation.PreDestroy;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;

/// Refreshes what people look at when somebody changes it: many changes in a short time lead to one refresh.
@Service
public class LiveChanges {

    private static final long CALM_MILLIS = 400;

    private record Watcher(Predicate<Change> wanted, UI ui, Runnable refresh, AtomicBoolean waiting) {}

    private final Set<Watcher> watchers = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("live-changes").daemon().factory());

    /// Runs `refresh` on the component's UI after changes of that sort, as long as the component is shown.
    ///
    /// @param wanted quick; called on the writers' threads
    public void watch(Component component, Predicate<Change> wanted, Runnable refresh) {
        component.addAttachListener(event -> {
            Watcher watcher = new Watcher(wanted, event.getUI(), refresh, new AtomicBoolean());
            watchers.add(watcher);
            component.addDetachListener(gone -> {
                watchers.remove(watcher);
                gone.unregisterListener();
            });
        });
    }

    @EventListener
    void committed(ChangesCommitted event) {
        for (Watcher watcher : watchers) {
            if (event.changes().stream().anyMatch(watcher.wanted())
                    && watcher.waiting().compareAndSet(false, true)) {
                timer.schedule(() -> refresh(watcher), CALM_MILLIS, TimeUnit.MILLISECONDS);
            }
        }
    }

    private void refresh(Watcher watcher) {
        watcher.waiting().set(false);
        if (watchers.contains(watcher) && !watcher.ui().isClosing()) {
            watcher.ui().access(watcher.refresh()::run);
        }
    }

    @PreDestroy
    void stop() {
        timer.shutdownNow();
    }
}

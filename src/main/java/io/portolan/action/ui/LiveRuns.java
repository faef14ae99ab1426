package io.portolan.action.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import io.portolan.action.RunChanged;
import jakarta.annotation.PreDestroy;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.event.TransactionalEventListener;

/// Tells open pages that a run has a new state or log line; many in a short time lead to one refresh.
@Service
class LiveRuns {

    private static final long CALM_MILLIS = 200;

    private record Watcher(Supplier<@Nullable String> run, UI ui, Runnable refresh, AtomicBoolean waiting) {}

    private final Set<Watcher> watchers = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("live-runs").daemon().factory());

    /// Runs `refresh` on the component's UI as long as the component is shown.
    ///
    /// @param run the run to watch, asked for at each change; null for all
    void watch(Component component, Supplier<@Nullable String> run, Runnable refresh) {
        component.addAttachListener(event -> {
            Watcher watcher = new Watcher(run, event.getUI(), refresh, new AtomicBoolean());
            watchers.add(watcher);
            component.addDetachListener(gone -> {
                watchers.remove(watcher);
                gone.unregisterListener();
            });
        });
    }

    @TransactionalEventListener(fallbackExecution = true)
    void changed(RunChanged event) {
        for (Watcher watcher : watchers) {
            String run = watcher.run().get();
            boolean wanted = run == null || event.runId().equals(run);
            if (wanted && watcher.waiting().compareAndSet(false, true)) {
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

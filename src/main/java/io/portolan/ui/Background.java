package io.portolan.ui;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.UIDetachedException;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Work that takes too long for the UI thread.
public final class Background {

    private static final Logger LOG = LoggerFactory.getLogger(Background.class);

    private Background() {}

    /// Works on a thread of its own and tells the view how it went, unless the reader has left meanwhile.
    ///
    /// @param name of the thread
    /// @param shown called on the UI thread with what was found
    /// @param failed called on the UI thread instead when the work failed
    /// @return done when the answer has been handed to the view
    public static <T> CompletableFuture<Void> run(
            UI ui, String name, Supplier<T> work, Consumer<T> shown, Consumer<RuntimeException> failed) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        Thread.ofVirtual().name(name).start(() -> {
            try {
                Runnable answer = answer(work, shown, failed);
                ui.access(answer::run);
            } catch (UIDetachedException _) {
                LOG.debug("Nobody waits for {} any more", name);
            } finally {
                done.complete(null);
            }
        });
        return done;
    }

    private static <T> Runnable answer(Supplier<T> work, Consumer<T> shown, Consumer<RuntimeException> failed) {
        try {
            T found = work.get();
            return () -> shown.accept(found);
        } catch (RuntimeException e) {
            return () -> failed.accept(e);
        }
    }
}

package io.portolan.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.browserless.SpringBrowserlessTest;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.server.VaadinSession;
import io.portolan.testing.PortalTest;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.springframework.security.test.context.support.WithMockUser;

@PortalTest
@WithMockUser(username = "admin@example.com", roles = "ADMIN")
class BackgroundViewTest extends SpringBrowserlessTest {

    private final List<String> told = new CopyOnWriteArrayList<>();

    @Test
    void theViewIsToldWhatWasFoundOrWhyNot() {
        run(UI.getCurrent(), () -> "found");
        assertThat(told).containsExactly("found");
        run(UI.getCurrent(), () -> {
            throw new IllegalStateException("no luck");
        });
        assertThat(told).containsExactly("found", "no luck");
    }

    @Test
    void nobodyIsToldOnceTheReaderHasLeft() {
        run(new UI(), () -> "found");
        run(new UI(), () -> {
            throw new IllegalStateException("no luck");
        });
        assertThat(told).isEmpty();
    }

    private void run(UI ui, Supplier<String> work) {
        Background.run(ui, "test", work, told::add, failure -> told.add(String.valueOf(failure.getMessage())))
                .join();
        VaadinSession session = VaadinSession.getCurrent();
        session.getService().runPendingAccessTasks(session);
    }
}

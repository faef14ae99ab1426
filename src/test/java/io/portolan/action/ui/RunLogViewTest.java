package io.portolan.action.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.vaadin.browserless.SpringBrowserlessTest;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.component.virtuallist.VirtualList;
import com.vaadin.flow.component.virtuallist.VirtualListTester;
import io.portolan.action.ActionService;
import io.portolan.action.ExecuteCommand;
import io.portolan.action.RunLog;
import io.portolan.action.RunService;
import io.portolan.kernel.Actor;
import io.portolan.kernel.Json;
import io.portolan.kernel.Origin;
import io.portolan.kernel.Role;
import io.portolan.testing.Names;
import io.portolan.testing.PortalTest;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.test.context.support.WithMockUser;

/// The page of a run shows a log of any length by the part that is in sight.
@PortalTest
@WithMockUser(username = "admin@example.com", roles = "ADMIN")
class RunLogViewTest extends SpringBrowserlessTest {

    private static final Actor ADMIN =
            Actor.user("admin@example.com", "Admin", Set.of(Role.ADMIN), List.of(), Origin.UI);

    @Autowired
    private ActionService actions;

    @Autowired
    private RunService runs;

    @Autowired
    private JdbcClient jdbc;

    @Test
    void aLongLogIsReadWhereOneLooksAndSearched() {
        String run = run();
        jdbc.sql("INSERT INTO run_log (run_id, at, message)"
                        + " SELECT :run, now(), 'line ' || n || '.' FROM generate_series(1, 100000) n ORDER BY n")
                .param("run", run)
                .update();
        UI.getCurrent().navigate(ActionPages.run(run));
        VirtualListTester<VirtualList<RunLog>, RunLog> lines = lines();
        assertThat(lines.size()).isEqualTo(100_000);
        assertThat(lines.getItem(0).message()).isEqualTo("line 1.");
        assertThat(lines.getItem(60_000).message()).isEqualTo("line 60001.");
        assertThat(lines.getItem(99_999).message()).isEqualTo("line 100000.");

        test($(TextField.class).single()).setValue("LINE 77777.");
        // the log is searched in the background
        await().pollInSameThread().atMost(Duration.ofSeconds(20)).until(() -> {
            roundTrip();
            return lines().size() == 1;
        });
        assertThat(lines().getItem(0).message()).isEqualTo("line 77777.");
        assertThat($(Span.class).all().stream().map(Span::getText)).contains("1 of 100,000 lines");
        test($(TextField.class).single()).setValue("");
        assertThat(lines().size()).isEqualTo(100_000);
    }

    @Test
    void aRunWithoutLinesSaysSo() {
        UI.getCurrent().navigate(ActionPages.run(run()));
        assertThat($(VirtualList.class).all()).isEmpty();
        assertThat(getCurrentView().getElement().getTextRecursively()).contains("No line yet");
    }

    private String run() {
        String action = Names.unique("logged");
        actions.create(Json.parseObject("""
            {"identifier":"%s","title":"Logged","trigger":{"type":"self-service","operation":"CREATE",
              "userInputs":{"properties":{}}},
             "invocationMethod":{"type":"WEBHOOK","url":"https://example.org"}}
            """.formatted(action)), Actor.system());
        return runs.execute(new ExecuteCommand(action, Json.object(), null), ADMIN)
                .id();
    }

    @SuppressWarnings("unchecked")
    private VirtualListTester<VirtualList<RunLog>, RunLog> lines() {
        return new VirtualListTester<>(
                (VirtualList<RunLog>) $(VirtualList.class).single());
    }
}

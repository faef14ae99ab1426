package io.portolan.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portolan.kernel.PortalException;
import io.portolan.testing.SettableClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class DemoUsersTest {

    private final SettableClock clock = new SettableClock();
    private final DemoUsers inExampleMode = new DemoUsers(new ExampleMode(true), clock);
    private final DemoUsers otherwise = new DemoUsers(new ExampleMode(false), clock);

    @Test
    void aTicketIsGoodOnceForItsOwnUser() {
        DemoUsers.DemoUser developer = inExampleMode.all().getFirst();
        String ticket = inExampleMode.ticket(developer);
        assertThat(inExampleMode.redeem(developer.email(), ticket)).contains(developer.email());
        assertThat(inExampleMode.redeem(developer.email(), ticket)).isEmpty();
        assertThat(inExampleMode.redeem("admin@example.com", inExampleMode.ticket(developer)))
                .isEmpty();
        assertThat(inExampleMode.redeem(developer.email(), "demo-anything")).isEmpty();
    }

    @Test
    void aTicketEndsAfterAMinute() {
        DemoUsers.DemoUser developer = inExampleMode.all().getFirst();
        String ticket = inExampleMode.ticket(developer);
        clock.advance(Duration.ofSeconds(61));
        assertThat(inExampleMode.redeem(developer.email(), ticket)).isEmpty();
    }

    @Test
    void outsideExampleModeThereAreNone() {
        DemoUsers.DemoUser developer = inExampleMode.all().getFirst();
        assertThat(otherwise.all()).isEmpty();
        assertThatThrownBy(() -> otherwise.ticket(developer)).isInstanceOf(PortalException.Forbidden.class);
        assertThat(otherwise.redeem(developer.email(), "demo-anything")).isEmpty();
    }
}

package io.portolan.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.portolan.kernel.PortalException;
import io.portolan.testing.SettableClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class SignInThrottleTest {

    private final SettableClock clock = new SettableClock();
    private final SignInThrottle throttle = new SignInThrottle(clock);

    @Test
    void tenWrongPasswordsForOneAccountAreEnoughForAWhile() {
        fail(10, "10.0.0.1", "ada@example.com");
        PortalException.RateLimited limited = catchThrowableOfType(
                PortalException.RateLimited.class, () -> throttle.attempt("10.0.0.1", "ADA@example.com "));
        assertThat(limited.retryAfterSeconds()).isBetween(1L, 31L);
        throttle.attempt("10.0.0.1", "bob@example.com");
        throttle.attempt("10.0.0.2", "ada@example.com");
    }

    @Test
    void itOpensAgainWithTime() {
        fail(10, "10.0.0.1", "ada@example.com");
        clock.advance(Duration.ofSeconds(31));
        throttle.attempt("10.0.0.1", "ada@example.com");
        assertThatThrownBy(() -> throttle.attempt("10.0.0.1", "ada@example.com"))
                .isInstanceOf(PortalException.RateLimited.class);
    }

    @Test
    void theRightPasswordCostsNothing() {
        for (int i = 0; i < 500; i++) {
            throttle.attempt("10.0.0.1", "ada@example.com");
            throttle.succeeded("10.0.0.1", "ada@example.com");
        }
    }

    @Test
    void aThousandTriesAMinuteGetFewLooks() {
        int looks = 0;
        for (int i = 0; i < 1_000; i++) {
            clock.advance(Duration.ofMillis(60));
            try {
                throttle.attempt("10.0.0.1", "user" + i % 97 + "@example.com");
                looks++;
            } catch (PortalException.RateLimited expected) {
                assertThat(expected.retryAfterSeconds()).isPositive();
            }
        }
        assertThat(looks).isLessThanOrEqualTo(100);
    }

    @Test
    void manyAddressesAgainstOneAccountAreNoticedToo() {
        for (int i = 0; i < 60; i++) {
            throttle.attempt("10.0.1." + i, "ada@example.com");
        }
        assertThatThrownBy(() -> throttle.attempt("10.0.2.1", "ada@example.com"))
                .isInstanceOf(PortalException.RateLimited.class);
    }

    private void fail(int times, String address, String account) {
        for (int i = 0; i < times; i++) {
            throttle.attempt(address, account);
        }
    }
}

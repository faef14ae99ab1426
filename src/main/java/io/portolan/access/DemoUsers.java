package io.portolan.access;

import io.portolan.kernel.Ids;
import io.portolan.kernel.PortalException;
import io.portolan.kernel.Role;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Service;

/// The three people of the example world, who sign in with one click. They have no password: the sign-in page hands out
/// a
/// ticket that is good once and for a minute, and only while the portal runs in example mode.
@Service
public class DemoUsers {

    /// One demo user.
    ///
    /// @param key key of the texts that describe the role
    public record DemoUser(String key, String email, String firstName, String lastName, Role role) {}

    private static final Duration TICKET_LIFE = Duration.ofMinutes(1);
    private static final int MAX_TICKETS = 10_000;

    private static final List<DemoUser> ALL = List.of(
            new DemoUser("developer", "developer@example.com", "Dana", "Developer", Role.MEMBER),
            new DemoUser("manager", "manager@example.com", "Mika", "Manager", Role.MEMBER),
            new DemoUser("admin", "admin@example.com", "Ada", "Admin", Role.ADMIN));

    private record Ticket(String email, Instant until) {}

    private final Map<String, Ticket> tickets = new ConcurrentHashMap<>();
    private final ExampleMode exampleMode;
    private final Clock clock;

    DemoUsers(ExampleMode exampleMode, Clock clock) {
        this.exampleMode = exampleMode;
        this.clock = clock;
    }

    /// The demo users; none outside example mode.
    public List<DemoUser> all() {
        return exampleMode.on() ? ALL : List.of();
    }

    /// What stands for the password in the next sign-in of this demo user. Throws [PortalException.Forbidden] outside
    /// example mode.
    public String ticket(DemoUser user) {
        if (!exampleMode.on()) {
            throw new PortalException.Forbidden("Demo users exist in example mode only");
        }
        Instant now = clock.instant();
        if (tickets.size() >= MAX_TICKETS) {
            tickets.values().removeIf(ticket -> ticket.until().isBefore(now));
            if (tickets.size() >= MAX_TICKETS) {
                throw new PortalException.RateLimited("Too many people are signing in at once. Try again.", 60);
            }
        }
        String text = "demo-" + Ids.secret(40);
        tickets.put(text, new Ticket(user.email(), now.plus(TICKET_LIFE)));
        return text;
    }

    /// The e-mail address that the ticket is for, once.
    Optional<String> redeem(String email, String text) {
        Ticket ticket = exampleMode.on() ? tickets.remove(text) : null;
        return ticket != null
                        && ticket.email().equalsIgnoreCase(email)
                        && !clock.instant().isAfter(ticket.until())
                ? Optional.of(ticket.email())
                : Optional.empty();
    }
}

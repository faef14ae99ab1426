package io.portolan.access;

import java.util.Optional;
import org.springframework.stereotype.Service;

/// Tells which sessions still count. A session ends when its user is deleted or disabled, gets another role or another
/// password, and the session of a demo user when the portal no longer runs in example mode.
@Service
public class Sessions {

    private final UserRows users;
    private final ExampleMode exampleMode;

    Sessions(UserRows users, ExampleMode exampleMode) {
        this.users = users;
        this.exampleMode = exampleMode;
    }

    /// The user of the session as of now; empty when the session is over.
    public Optional<User> userOf(SignedInUser principal) {
        return users.find(principal.getUsername())
                .filter(principal::isStill)
                .filter(user -> !user.demo() || exampleMode.on());
    }
}

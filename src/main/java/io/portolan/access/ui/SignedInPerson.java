package io.portolan.access.ui;

import com.vaadin.flow.spring.security.AuthenticationContext;
import io.portolan.access.CurrentActor;
import io.portolan.kernel.Actor;
import io.portolan.ui.CurrentUser;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// Tells the shell who is signed in, and signs out.
@Component
class SignedInPerson implements CurrentUser {

    private final CurrentActor currentActor;
    private final AuthenticationContext authentication;

    SignedInPerson(CurrentActor currentActor, AuthenticationContext authentication) {
        this.currentActor = currentActor;
        this.authentication = authentication;
    }

    @Override
    public Optional<Actor> find() {
        return currentActor.find();
    }

    @Override
    public void signOut() {
        authentication.logout();
    }
}

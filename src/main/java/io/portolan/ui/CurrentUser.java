package io.portolan.ui;

import io.portolan.kernel.Actor;
import java.util.Optional;

/// Who uses the interface at the moment. One bean of the application implements it.
public interface CurrentUser {

    /// The signed-in user; empty on pages that everybody may see.
    Optional<Actor> find();

    /// Ends the session and leads to the sign-in page. Called on the UI thread.
    void signOut();
}

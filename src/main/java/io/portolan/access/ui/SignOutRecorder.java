package io.portolan.access.ui;

import io.portolan.access.Sessions;
import io.portolan.access.SignInLog;
import io.portolan.access.SignedInUser;
import io.portolan.access.User;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.authentication.logout.LogoutHandler;

/// Records who signed out.
final class SignOutRecorder implements LogoutHandler {

    private final Sessions sessions;
    private final SignInLog signIns;

    SignOutRecorder(Sessions sessions, SignInLog signIns) {
        this.sessions = sessions;
        this.signIns = signIns;
    }

    @Override
    public void logout(
            HttpServletRequest request, HttpServletResponse response, @Nullable Authentication authentication) {
        if (authentication != null && authentication.getPrincipal() instanceof SignedInUser principal) {
            sessions.userOf(principal).map(User::toActor).ifPresent(signIns::signedOut);
        }
    }
}

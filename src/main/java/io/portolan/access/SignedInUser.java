package io.portolan.access;

import io.portolan.kernel.Role;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.CredentialsContainer;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.userdetails.UserDetails;

/// The principal of a session: which user signed in and under which session epoch. What the user may do is looked up at
/// each request, not kept here.
public final class SignedInUser implements UserDetails, CredentialsContainer {

    private static final long serialVersionUID = 1L;
    private final String email;
    private final Role role;
    private final int sessionEpoch;
    private final boolean enabled;
    private @Nullable String passwordHash;

    SignedInUser(User user, @Nullable String passwordHash) {
        this.email = user.email();
        this.role = user.role();
        this.sessionEpoch = user.sessionEpoch();
        this.enabled = user.status() != UserStatus.DISABLED;
        this.passwordHash = passwordHash;
    }

    /// Whether the session still stands for this user.
    boolean isStill(User user) {
        return user.status() != UserStatus.DISABLED && user.sessionEpoch() == sessionEpoch;
    }

    @Override
    public Collection<? extends GrantedAuthority> getAuthorities() {
        List<GrantedAuthority> authorities = AuthorityUtils.createAuthorityList("ROLE_" + role.name());
        return authorities;
    }

    @Override
    public @Nullable String getPassword() {
        return passwordHash;
    }

    @Override
    public String getUsername() {
        return email;
    }

    @Override
    public boolean isEnabled() {
        return enabled;
    }

    @Override
    public void eraseCredentials() {
        passwordHash = null;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SignedInUser that && that.email.equals(email) && that.sessionEpoch == sessionEpoch;
    }

    @Override
    public int hashCode() {
        return email.hashCode();
    }

    @Override
    public String toString() {
        return "SignedInUser[" + email + "]";
    }
}

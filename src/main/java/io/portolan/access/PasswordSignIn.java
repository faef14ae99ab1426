package io.portolan.access;

import io.portolan.kernel.Origin;
import io.portolan.kernel.PortalException;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.authentication.dao.DaoAuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.core.userdetails.UserDetailsPasswordService;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.security.web.authentication.WebAuthenticationDetails;
import org.springframework.stereotype.Component;

/// Checks a name and password, slowed down by [SignInThrottle], or a ticket of [DemoUsers]. Unknown name, wrong
/// password
/// and disabled account look and last the same.
@Component
class PasswordSignIn implements AuthenticationProvider {

    private final UserRows users;
    private final DemoUsers demoUsers;
    private final SignInThrottle throttle;
    private final SignInLog signIns;
    private final DaoAuthenticationProvider byPassword;
    private final Clock clock;

    PasswordSignIn(
            UserRows users,
            DemoUsers demoUsers,
            Passwords passwords,
            SignInThrottle throttle,
            SignInLog signIns,
            Clock clock) {
        this.users = users;
        this.demoUsers = demoUsers;
        this.throttle = throttle;
        this.signIns = signIns;
        this.clock = clock;
        this.byPassword = new DaoAuthenticationProvider(lookUp());
        byPassword.setPasswordEncoder(passwords.encoder());
        byPassword.setUserDetailsPasswordService(rehash());
    }

    @Override
    public boolean supports(Class<?> authentication) {
        return UsernamePasswordAuthenticationToken.class.isAssignableFrom(authentication);
    }

    @Override
    public Authentication authenticate(Authentication request) throws AuthenticationException {
        String email = request.getName();
        String address = address(request);
        try {
            throttle.attempt(address, email);
        } catch (PortalException.RateLimited e) {
            throw new SignInThrottledException(e.reason(), e.retryAfterSeconds());
        }
        Authentication signedIn = demo(email, request);
        if (signedIn == null) {
            try {
                signedIn = byPassword.authenticate(request);
            } catch (AuthenticationException e) {
                signIns.refused(email, address, Origin.UI);
                throw new BadCredentialsException("Wrong name or password", e);
            }
        }
        throttle.succeeded(address, email);
        User user = users.find(signedIn.getName()).orElseThrow(() -> new BadCredentialsException("gone"));
        users.signedIn(user.id(), clock.instant());
        signIns.signedIn(user.toActor(), address);
        return signedIn;
    }

    private @Nullable Authentication demo(String email, Authentication request) {
        return demoUsers
                .redeem(email, String.valueOf(request.getCredentials()))
                .flatMap(users::find)
                .filter(User::demo)
                .map(user -> new SignedInUser(user, null))
                .filter(UserDetails::isEnabled)
                .<Authentication>map(principal -> {
                    var token = UsernamePasswordAuthenticationToken.authenticated(
                            principal, null, principal.getAuthorities());
                    token.setDetails(request.getDetails());
                    return token;
                })
                .orElse(null);
    }

    private UserDetailsService lookUp() {
        return email -> users.find(email)
                .filter(user -> !user.demo() && user.hasPassword())
                .map(user -> new SignedInUser(user, users.passwordHash(email).orElse(null)))
                .orElseThrow(() -> new UsernameNotFoundException("No such user"));
    }

    private UserDetailsPasswordService rehash() {
        return (user, newHash) -> {
            if (newHash != null) {
                users.rehash(user.getUsername(), newHash);
            }
            return user;
        };
    }

    private static String address(Authentication request) {
        return request.getDetails() instanceof WebAuthenticationDetails details
                ? details.getRemoteAddress()
                : "unknown";
    }
}

package io.portolan.access.ui;

import com.vaadin.flow.spring.security.VaadinSecurityConfigurer;
import io.portolan.access.Sessions;
import io.portolan.access.SignInLog;
import io.portolan.access.SignInThrottledException;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.ObjectPostProcessor;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AuthorizeHttpRequestsConfigurer;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;
import org.springframework.security.web.authentication.UsernamePasswordAuthenticationFilter;
import org.springframework.security.web.header.HeaderWriterFilter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;

/// The security chain of the user interface, the last one: it takes every path that the API and the actuator did not
/// claim. Vaadin's configurer closes each view without an explicit annotation and refuses every other request of a
/// stranger.
@Configuration(proxyBeanMethods = false)
class UiSecurity {

    /// Vaadin starts with an inline script and styles its components inline; nothing else comes from elsewhere.
    private static final String CONTENT_POLICY = "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval'; "
            + "style-src 'self' 'unsafe-inline'; img-src 'self' data: https:; font-src 'self' data:; "
            + "connect-src 'self' ws: wss:; frame-src 'self' https:; worker-src 'self' blob:; object-src 'none'; "
            + "base-uri 'self'; form-action 'self'; frame-ancestors 'none'";

    /// The page that starts the interface is sent off before the usual moment for writing these headers.
    private static final ObjectPostProcessor<HeaderWriterFilter> EARLY = new ObjectPostProcessor<>() {
        @Override
        public <F extends HeaderWriterFilter> F postProcess(F filter) {
            filter.setShouldWriteHeadersEagerly(true);
            return filter;
        }
    };

    @Bean
    @Order(100)
    SecurityFilterChain uiChain(HttpSecurity http, Sessions sessions, SignInLog signIns) throws Exception {
        return http.headers(headers -> headers.contentSecurityPolicy(policy -> policy.policyDirectives(CONTENT_POLICY))
                        .frameOptions(frames -> frames.deny())
                        .referrerPolicy(policy -> policy.policy(ReferrerPolicy.STRICT_ORIGIN_WHEN_CROSS_ORIGIN))
                        .permissionsPolicyHeader(
                                policy -> policy.policy("camera=(), microphone=(), geolocation=(), payment=()"))
                        .withObjectPostProcessor(EARLY))
                .formLogin(login -> login.loginPage("/login").failureHandler(backToLogin()))
                .logout(logout -> logout.addLogoutHandler(new SignOutRecorder(sessions, signIns)))
                .addFilterBefore(new SameOriginFilter(), UsernamePasswordAuthenticationFilter.class)
                .addFilterBefore(new SessionFreshnessFilter(sessions), AuthorizationFilter.class)
                .with(
                        VaadinSecurityConfigurer.vaadin(),
                        vaadin -> vaadin.loginView(LoginView.class)
                                // an address that leads nowhere is a page of its own for whoever is signed in
                                .anyRequest(AuthorizeHttpRequestsConfigurer.AuthorizedUrl::authenticated))
                .build();
    }

    private static AuthenticationFailureHandler backToLogin() {
        return (request, response, failure) -> {
            String query = failure instanceof SignInThrottledException throttled
                    ? "throttled=" + throttled.retryAfterSeconds()
                    : "error";
            response.sendRedirect(request.getContextPath() + "/login?" + query);
        };
    }
}

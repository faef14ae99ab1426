package io.portolan.api;

import io.portolan.access.AccessTokens;
import io.portolan.access.ApiClient;
import io.portolan.access.ApiCredentials;
import io.portolan.access.SignedInClient;
import io.portolan.kernel.PortalException;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.security.autoconfigure.actuate.web.servlet.EndpointRequest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.authentication.LoginUrlAuthenticationEntryPoint;

/// The security chains for machines, each with the last word on its paths: the API, the actuator and the API's
/// description. The chain of the user interface comes after them and takes all the rest.
@Configuration(proxyBeanMethods = false)
class ApiSecurity {

    private static final String BEARER = "Bearer ";
    private static final String NOTHING_TO_LOAD = "default-src 'none'; frame-ancestors 'none'";

    /// The browsable page needs its own files and inline styles, nothing from elsewhere.
    private static final String OWN_FILES = "default-src 'self'; script-src 'self' 'unsafe-inline'; "
            + "style-src 'self' 'unsafe-inline'; img-src 'self' data:; object-src 'none'; base-uri 'none'; "
            + "form-action 'self'; frame-ancestors 'none'";

    private final AccessTokens tokens;
    private final ApiCredentials credentials;

    ApiSecurity(AccessTokens tokens, ApiCredentials credentials) {
        this.tokens = tokens;
        this.credentials = credentials;
    }

    /// A measurement around each filter of the chain costs a good part of a request and tells little.
    @Bean
    SecurityObservationSettings noFilterObservations() {
        return SecurityObservationSettings.noObservations();
    }

    /// `/v1/**`: a bearer token on every route but the one that issues it; no session, hence no CSRF.
    @Bean
    @Order(10)
    SecurityFilterChain apiChain(
            HttpSecurity http, Clock clock, @Value("${portolan.api.calls-per-minute:9000}") long callsPerMinute)
            throws Exception {
        bearersOnly(http.securityMatcher("/v1", "/v1/**"))
                .authorizeHttpRequests(routes -> routes.requestMatchers(HttpMethod.POST, "/v1/auth/access_token")
                        .permitAll()
                        .anyRequest()
                        .authenticated());
        if (callsPerMinute > 0) {
            http.addFilterBefore(new RateLimitFilter(callsPerMinute, clock), AuthorizationFilter.class);
        }
        return http.build();
    }

    /// `/actuator/**`: health for everybody, the rest for bearers of an administrator's token.
    @Bean
    @Order(20)
    SecurityFilterChain actuatorChain(HttpSecurity http) throws Exception {
        return bearersOnly(http.securityMatcher("/actuator", "/actuator/**"))
                .authorizeHttpRequests(routes -> routes.requestMatchers(EndpointRequest.to("health"))
                        .permitAll()
                        .anyRequest()
                        .hasRole("ADMIN"))
                .build();
    }

    /// The API's description: for bearers of a token and for whoever is signed in to the interface. It only reads, so
    /// the session may be used but is never made here.
    @Bean
    @Order(30)
    SecurityFilterChain descriptionChain(HttpSecurity http) throws Exception {
        return http.securityMatcher(
                        "/v3/api-docs", "/v3/api-docs/**", "/v3/api-docs.yaml", "/swagger-ui.html", "/swagger-ui/**")
                .authorizeHttpRequests(routes -> routes.requestMatchers(HttpMethod.GET)
                        .authenticated()
                        .anyRequest()
                        .denyAll())
                .oauth2ResourceServer(server -> server.jwt(
                                jwt -> jwt.decoder(tokens.decoder()).jwtAuthenticationConverter(this::signedIn))
                        .authenticationEntryPoint(unknownCaller()))
                .exceptionHandling(
                        errors -> errors.authenticationEntryPoint(new LoginUrlAuthenticationEntryPoint("/login"))
                                .accessDeniedHandler(refused()))
                .headers(headers -> headers.contentSecurityPolicy(policy -> policy.policyDirectives(OWN_FILES)))
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.NEVER))
                .csrf(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .build();
    }

    private HttpSecurity bearersOnly(HttpSecurity http) {
        return http.oauth2ResourceServer(server -> server.jwt(
                                jwt -> jwt.decoder(tokens.decoder()).jwtAuthenticationConverter(this::signedIn))
                        .bearerTokenResolver(ApiSecurity::bearer)
                        .authenticationEntryPoint(unknownCaller())
                        .accessDeniedHandler(refused()))
                .exceptionHandling(errors ->
                        errors.authenticationEntryPoint(unknownCaller()).accessDeniedHandler(refused()))
                .headers(headers -> headers.contentSecurityPolicy(policy -> policy.policyDirectives(NOTHING_TO_LOAD)))
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .csrf(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable);
    }

    /// The client behind the token with the rights it has now, however long ago the token was issued.
    private AbstractAuthenticationToken signedIn(Jwt jwt) {
        ApiClient client = credentials
                .clientOfToken(String.valueOf(jwt.getSubject()), AccessTokens.issuedAt(jwt))
                .orElseThrow(() -> new InvalidBearerTokenException("The client is gone or has a new secret"));
        return UsernamePasswordAuthenticationToken.authenticated(
                new SignedInClient(client.clientId(), Set.of(client.role()), client.user()),
                null,
                AuthorityUtils.createAuthorityList("ROLE_" + client.role().name()));
    }

    /// The token of the header, as it stands: whether it is one, its signature tells. Looking at each of its characters
    /// first, as the default does, takes a twentieth of a read.
    private static @Nullable String bearer(HttpServletRequest request) {
        String header = request.getHeader("Authorization");
        return header != null && header.regionMatches(true, 0, BEARER, 0, BEARER.length())
                ? header.substring(BEARER.length()).strip()
                : null;
    }

    private static AuthenticationEntryPoint unknownCaller() {
        return (request, response, e) -> ApiError.of(
                        HttpStatus.UNAUTHORIZED,
                        "unauthorized",
                        hasBearer(request)
                                ? "The access token is not valid (any more). Get a new one from"
                                        + " POST /v1/auth/access_token."
                                : "The access token is missing. Get one from POST /v1/auth/access_token and send it as"
                                        + " \"Authorization: Bearer <token>\".")
                .withHeader("WWW-Authenticate", "Bearer")
                .write(request, response);
    }

    private static AccessDeniedHandler refused() {
        return (request, response, e) -> ApiError.of(new PortalException.Forbidden(
                        "You may not call " + request.getMethod() + " " + request.getRequestURI()))
                .write(request, response);
    }

    private static boolean hasBearer(HttpServletRequest request) {
        return request.getHeader("Authorization") != null;
    }
}

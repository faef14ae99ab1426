package io.portolan.action.rest;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.HttpStatusEntryPoint;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;

/// The security chain of `/approvals/**`, open to strangers: what may be done there the signature in the address
/// says. No session is read or made, so there is nothing for a page of another site to ride on, hence no CSRF token;
/// the page runs no script, and its address is told to nobody.
@Configuration(proxyBeanMethods = false)
class ApprovalPageSecurity {

    private static final String ONE_LINK = "/approvals/{token:.+}";

    @Bean
    @Order(40)
    SecurityFilterChain approvalPageChain(HttpSecurity http) throws Exception {
        return http.securityMatcher("/approvals", "/approvals/**")
                .authorizeHttpRequests(routes -> routes.requestMatchers(HttpMethod.GET, ONE_LINK)
                        .permitAll()
                        .requestMatchers(HttpMethod.HEAD, ONE_LINK)
                        .permitAll()
                        .requestMatchers(HttpMethod.POST, ONE_LINK)
                        .permitAll()
                        .anyRequest()
                        .denyAll())
                .headers(headers -> headers.contentSecurityPolicy(
                                policy -> policy.policyDirectives(ApprovalPage.CONTENT_POLICY))
                        .referrerPolicy(policy -> policy.policy(ReferrerPolicy.NO_REFERRER)))
                .exceptionHandling(
                        errors -> errors.authenticationEntryPoint(new HttpStatusEntryPoint(HttpStatus.FORBIDDEN)))
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .csrf(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .build();
    }
}

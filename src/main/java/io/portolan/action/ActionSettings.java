package io.portolan.action;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.context.annotation.Configuration;

/// What is set for approvals: `portolan.public-url`, `portolan.approvals.*`, `portolan.mail.*`.
///
/// @param publicUrl the address at which people reach the portal, for links in messages
@ConfigurationProperties("portolan")
record ActionSettings(
        @DefaultValue("http://localhost:8080") String publicUrl,
        @DefaultValue Approvals approvals,
        @DefaultValue Mail mail) {

    /// @param remindAfter how long approvers are left alone before each reminder; zero for no reminders
    /// @param expireAfter how long a run waits for its approval; zero for as long as it takes
    /// @param links whether messages carry links by which their approver decides without signing in
    record Approvals(
            @DefaultValue("24h") Duration remindAfter,
            @DefaultValue("7d") Duration expireAfter,
            @DefaultValue("true") boolean links) {}

    /// The server itself is set with Spring's own `spring.mail.*`.
    ///
    /// @param from the address that messages come from
    record Mail(@DefaultValue("portolan@localhost") String from) {}

    /// The address of a run's page.
    String runPage(String run) {
        return base() + "/runs/" + run;
    }

    /// The address of the page that asks for one approver's decision.
    String approvalPage(String token) {
        return base() + "/approvals/" + token;
    }

    private String base() {
        String base = publicUrl.strip();
        return base.endsWith("/") ? base.substring(0, base.length() - 1) : base;
    }

    @Configuration(proxyBeanMethods = false)
    @EnableConfigurationProperties(ActionSettings.class)
    static class Binding {}
}

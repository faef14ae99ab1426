package io.portolan.access.ui;

import com.vaadin.flow.spring.security.VaadinSecurityConfigurer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;

/// The security chain of the user interface, the last of the three: it takes every path that the API and the actuator
/// did not claim. Vaadin's configurer closes each view without an explicit annotation and refuses every other request
/// of a stranger.
@Configuration(proxyBeanMethods = false)
class UiSecurity {

    @Bean
    @Order(100)
    SecurityFilterChain uiChain(HttpSecurity http) throws Exception {
        return http.with(VaadinSecurityConfigurer.vaadin(), vaadin -> vaadin.loginView(LoginView.class))
                .build();
    }
}

package io.portolan;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/// Starts the portal: one Spring Boot application with everything inside.
@SpringBootApplication
public class PortolanApplication {

    public static void main(String[] args) {
        SpringApplication.run(PortolanApplication.class, args);
    }
}

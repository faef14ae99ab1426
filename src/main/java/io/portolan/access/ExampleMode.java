package io.portolan.access;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/// Whether the portal runs with its example world (`portolan.example=true`): only then the demo users exist, the
/// sandbox platform starts and the example catalog is loaded.
@Component
public class ExampleMode {

    private final boolean on;

    ExampleMode(@Value("${portolan.example:false}") boolean on) {
        this.on = on;
    }

    public boolean on() {
        return on;
    }
}

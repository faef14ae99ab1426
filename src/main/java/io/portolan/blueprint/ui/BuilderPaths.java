package io.portolan.blueprint.ui;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/// Addresses of the builder, without leading slash.
final class BuilderPaths {

    private BuilderPaths() {}

    static String of(String blueprint) {
        return "builder/" + encode(blueprint);
    }

    static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}

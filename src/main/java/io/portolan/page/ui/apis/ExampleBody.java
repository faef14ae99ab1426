package io.portolan.page.ui.apis;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/// An example as a body of some media type.
final class ExampleBody {

    private ExampleBody() {}

    /// Forms are encoded, texts stand as they are, anything else is JSON.
    static String of(String media, JsonNode example) {
        if (media.startsWith("application/x-www-form-urlencoded")) {
            return example.properties().stream()
                    .map(field -> encoded(field.getKey()) + "="
                            + encoded(field.getValue().asString("")))
                    .collect(Collectors.joining("&"));
        }
        boolean unknown = !media.contains("json") && !example.isString();
        return unknown && !media.equals("*/*") ? "" : SchemaView.text(example);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}

package io.portolan.ingest;

import java.util.Locale;

/// One text of an import.
///
/// @param name what errors call it; an ending of `.yaml` or `.yml` says that it is YAML, `.json` that it is JSON,
///     and anything else is told apart by its first character
public record ImportFile(String name, String content) {

    boolean isYaml() {
        String lower = name.toLowerCase(Locale.ROOT);
        if (lower.endsWith(".yaml") || lower.endsWith(".yml")) {
            return true;
        }
        String start = content.stripLeading();
        return !lower.endsWith(".json") && !start.startsWith("{") && !start.startsWith("[");
    }
}

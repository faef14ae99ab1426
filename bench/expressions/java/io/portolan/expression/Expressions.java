package io.portolan.expression;

import java.util.LinkedHashMap;
import java.util.Map;

/// The kinds of expressions that portals use.
final class Expressions {

    static final Map<String, String> ALL = new LinkedHashMap<>();

    static {
        ALL.put("field", ".properties.tier");
        ALL.put("deep-field", ".properties.labels.region");
        ALL.put("default", ".properties.owner // \"nobody\"");
        ALL.put("condition", ".properties.tier == \"gold\" and .properties.replicas >= 3");
        ALL.put("if", "if .properties.critical then \"A\" elif .properties.tier == \"gold\" then \"B\" else \"C\" end");
        ALL.put("arithmetic", "(.properties.coverage * 100 / 3 | floor) / 100");
        ALL.put("text", ".properties.tier + \"/\" + .identifier");
        ALL.put("interpolation", "\"https://grafana/d/\\(.identifier)?env=\\(.properties.labels.env)\"");
        ALL.put("object", "{id: .identifier, tier: .properties.tier, system: .relations.system}");
        ALL.put("map", "[.properties.dependencies[].name]");
        ALL.put("select", "[.properties.dependencies[] | select(.scope == \"main\") | .version]");
        ALL.put("map-select-length", ".properties.dependencies | map(select(.stale)) | length");
        ALL.put("group_by", ".properties.dependencies | group_by(.scope) | map({scope: .[0].scope, count: length})");
        ALL.put("sort-limit", "[.properties.dependencies | sort_by(-.size) | limit(3; .[]) | .name]");
        ALL.put("sum", "[.properties.dependencies[].size] | add");
        ALL.put("test", ".properties.url | test(\"^https://git\\\\.example\\\\.com/[a-z]+/\")");
        ALL.put("gsub", ".title | gsub(\"[^A-Za-z]+\"; \"-\") | ascii_downcase");
        ALL.put("split", ".properties.url | split(\"/\") | last");
        ALL.put("date", "(.updatedAt | sub(\"\\\\.[0-9]+\"; \"\") | fromdateiso8601) - (.createdAt | fromdateiso8601) | . / 86400 | floor");
        ALL.put("entries", ".properties.labels | to_entries | map(\"\\(.key)=\\(.value)\") | join(\",\")");
    }

    private Expressions() {}
}

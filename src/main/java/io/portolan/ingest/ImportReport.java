package io.portolan.ingest;

import io.portolan.kernel.Json;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/// What an import did.
///
/// @param sections in the order in which they were written: `blueprints`, `entities`, `scorecards` …
public record ImportReport(Map<String, Counts> sections) {

    /// @param read how many the files held
    /// @param created how many are new; 0 for sections that do not tell new from changed
    /// @param changed how many were there and are different now (new ones too where they are not told apart)
    public record Counts(int read, int created, int changed) {

        public int unchanged() {
            return read - created - changed;
        }
    }

    public ImportReport {
        sections = Collections.unmodifiableMap(new LinkedHashMap<>(sections));
    }

    /// The counts of a section; zeros when the files held nothing of it.
    public Counts of(String section) {
        return sections.getOrDefault(section, new Counts(0, 0, 0));
    }

    public ObjectNode toJson() {
        ObjectNode json = Json.object();
        sections.forEach((section, counts) -> json.putObject(section)
                .put("read", counts.read())
                .put("created", counts.created())
                .put("changed", counts.changed())
                .put("unchanged", counts.unchanged()));
        return json;
    }
}

package io.portolan.ingest;

import io.portolan.kernel.PortalException;
import io.portolan.kernel.Violation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Takes files apart into definitions by section. A document is one definition, a list of definitions, or an
/// object with a list per section; a definition outside of a section is told by its keys.
final class ImportReader {

    static final String BLUEPRINTS = "blueprints";
    static final String ENTITIES = "entities";

    private final Set<String> sections;
    private final Map<String, List<Definition>> found = new LinkedHashMap<>();
    private final List<Violation> violations = new ArrayList<>();

    /// @param sections the names of all sections that can be imported
    ImportReader(Set<String> sections) {
        this.sections = new TreeSet<>(sections);
    }

    /// The definitions by section, each section in the order of the files.
    Map<String, List<Definition>> read(List<ImportFile> files) {
        for (ImportFile file : files) {
            SourceText source = new SourceText(file);
            List<JsonNode> documents = source.documents();
            for (int i = 0; i < documents.size(); i++) {
                readDocument(source, i, documents.get(i));
            }
        }
        PortalException.throwIfAny(violations);
        return found;
    }

    private void readDocument(SourceText source, int number, JsonNode document) {
        if (document.isArray()) {
            for (int i = 0; i < document.size(); i++) {
                add(null, document.get(i), source, number, "/" + i);
            }
        } else if (document instanceof ObjectNode object && isBundle(object)) {
            object.properties().forEach(entry -> readSection(entry.getKey(), entry.getValue(), source, number));
        } else {
            add(null, document, source, number, "");
        }
    }

    private boolean isBundle(ObjectNode object) {
        return !object.has("identifier") && sections.stream().anyMatch(object::has);
    }

    private void readSection(String section, JsonNode content, SourceText source, int number) {
        String pointer = "/" + Violation.escape(section);
        if (!sections.contains(section)) {
            violations.add(Definition.at(
                    source,
                    number,
                    pointer,
                    "is no section of an import; there are " + String.join(", ", sections),
                    null));
        } else if (content.isArray()) {
            for (int i = 0; i < content.size(); i++) {
                add(section, content.get(i), source, number, pointer + "/" + i);
            }
        } else {
            add(section, content, source, number, pointer);
        }
    }

    private void add(@Nullable String section, JsonNode node, SourceText source, int number, String pointer) {
        if (!(node instanceof ObjectNode object)) {
            violations.add(Definition.at(source, number, pointer, "must be object", node));
            return;
        }
        String kind = section == null ? kind(object) : section;
        if (sections.contains(kind)) {
            found.computeIfAbsent(kind, key -> new ArrayList<>()).add(new Definition(object, source, number, pointer));
        } else {
            violations.add(
                    Definition.at(source, number, pointer, "cannot be imported: it is one of the " + kind, null));
        }
    }

    private static String kind(ObjectNode object) {
        if (object.has("schema")) {
            return BLUEPRINTS;
        }
        if (object.has("invocationMethod") || object.has("trigger")) {
            return "actions";
        }
        if (object.has("rules") || object.has("levels")) {
            return "scorecards";
        }
        if (object.has("widgets")) {
            return "pages";
        }
        return object.has("blueprint") ? ENTITIES : BLUEPRINTS;
    }
}

package io.portolan.page;

import io.portolan.kernel.Violation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// What a document of a page must be like. Kinds of widgets that the portal does not know pass: they are kept, and the
/// page says that it cannot show them.
final class PageValidator {

    private static final Pattern IDENTIFIER = Pattern.compile("[\\p{L}0-9@_.+:\\\\/=-]{1,100}");
    private static final Set<String> TYPES = Set.of("dashboard", "blueprint-entities", "entity", "home");
    private static final Set<String> VISIBILITIES = Set.of("org", "private");

    private final List<Violation> violations = new ArrayList<>();

    private PageValidator() {}

    static List<Violation> check(ObjectNode definition) {
        PageValidator validator = new PageValidator();
        JsonNode identifier = definition.get("identifier");
        if (identifier == null || !identifier.isString()) {
            validator.fail("", "must have required property 'identifier'");
        } else if (!IDENTIFIER.matcher(identifier.stringValue()).matches()) {
            validator.fail("/identifier", "must match pattern \"^" + IDENTIFIER.pattern() + "$\"");
        }
        JsonNode type = definition.get("type");
        if (type != null && !TYPES.contains(type.asString(""))) {
            validator.fail(
                    "/type", "must be equal to one of the allowed values: blueprint-entities, dashboard, entity, home");
        }
        validator.flag(definition, "locked");
        validator.flag(definition, "showInSidebar");
        JsonNode visibility = definition.get("visibility");
        if (visibility != null && !visibility.isNull() && !VISIBILITIES.contains(visibility.asString(""))) {
            validator.fail("/visibility", "must be equal to one of the allowed values: org, private");
        }
        JsonNode widgets = definition.get("widgets");
        if (widgets != null && !widgets.isNull()) {
            validator.widgets(widgets, "/widgets");
        }
        return validator.violations;
    }

    private void flag(ObjectNode definition, String key) {
        JsonNode value = definition.get(key);
        if (value != null && !value.isNull() && !value.isBoolean()) {
            fail("/" + key, "must be boolean");
        }
    }

    private void widgets(JsonNode widgets, String place) {
        if (!widgets.isArray()) {
            fail(place, "must be array");
            return;
        }
        for (int i = 0; i < widgets.size(); i++) {
            JsonNode widget = widgets.path(i);
            String at = place + "/" + i;
            if (!widget.isObject()) {
                fail(at, "must be object");
            } else if (!widget.path("type").isString()) {
                fail(at, "must have required property 'type'");
            } else if (widget.path("type").asString("").equals("dashboard-widget")) {
                dashboard(widget, at);
            }
        }
    }

    private void dashboard(JsonNode dashboard, String place) {
        widgets(dashboard.path("widgets"), place + "/widgets");
        Set<String> ids = new HashSet<>();
        dashboard.path("widgets").forEach(widget -> ids.add(widget.path("id").asString("")));
        Set<String> placed = new HashSet<>();
        JsonNode layout = dashboard.path("layout");
        for (int i = 0; i < layout.size(); i++) {
            JsonNode columns = layout.path(i).path("columns");
            String row = place + "/layout/" + i + "/columns";
            int sum = 0;
            for (int j = 0; j < columns.size(); j++) {
                JsonNode column = columns.path(j);
                int size = column.path("size").asInt(0);
                sum += size;
                if (size < 3 || size > 12) {
                    fail(row + "/" + j + "/size", "must be between 3 and 12");
                }
                String id = column.path("id").asString("");
                if (!ids.contains(id)) {
                    fail(row + "/" + j + "/id", "must be the id of a widget of the dashboard");
                } else if (!placed.add(id)) {
                    fail(row + "/" + j + "/id", "must NOT stand in the layout twice");
                }
            }
            if (columns.size() > 4) {
                fail(row, "must NOT have more than 4 items");
            } else if (sum != 12 && !columns.isEmpty()) {
                fail(row, "must have sizes that sum up to 12, not " + sum);
            }
        }
    }

    private void fail(String pointer, String reason) {
        violations.add(Violation.at(pointer, reason));
    }
}

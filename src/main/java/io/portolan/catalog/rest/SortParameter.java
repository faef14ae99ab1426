package io.portolan.catalog.rest;

import io.portolan.catalog.Sort;
import io.portolan.kernel.Json;
import io.portolan.kernel.PortalException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// `{"property":"x","order":"ASC|DESC"}`, or a list of these.
final class SortParameter {

    private SortParameter() {}

    static List<Sort> parse(@Nullable JsonNode json, String pointer) {
        List<Sort> sort = new ArrayList<>();
        if (json == null || json.isNull()) {
            return sort;
        }
        for (JsonNode key : json.isArray() ? json : Json.array().add(json)) {
            String property = Json.text(key, "property");
            if (property == null || property.isBlank()) {
                throw new PortalException.Invalid(pointer, "must have required property 'property'");
            }
            sort.add(new Sort(property, "DESC".equalsIgnoreCase(Json.text(key, "order"))));
        }
        return sort;
    }
}

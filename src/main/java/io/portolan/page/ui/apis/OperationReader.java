package io.portolan.page.ui.apis;

import io.portolan.kernel.Json;
import io.portolan.page.ui.apis.ApiOperation.Answer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Reads the operations of OpenAPI 3 and Swagger 2.
final class OperationReader {

    private static final List<String> METHODS =
            List.of("get", "post", "put", "patch", "delete", "head", "options", "trace");
    private static final String FORM = "application/x-www-form-urlencoded";

    private final ApiDocument document;
    private final References references;

    private OperationReader(ApiDocument document) {
        this.document = document;
        this.references = document.references();
    }

    /// The first ones in the order of the document; a description may hold tens of thousands.
    static List<ApiOperation> of(ApiDocument document, int most) {
        OperationReader reader = new OperationReader(document);
        return reader.places().limit(most).map(reader::read).toList();
    }

    /// How many there are.
    static long count(ApiDocument document) {
        return new OperationReader(document).places().count();
    }

    /// Where an operation stands.
    ///
    /// @param item all of its path
    private record Place(String method, String path, JsonNode item) {}

    private Stream<Place> places() {
        return document.json().path("paths").properties().stream().flatMap(path -> {
            JsonNode item = references.resolve(path.getValue());
            return METHODS.stream()
                    .filter(method -> item.path(method).isObject())
                    .map(method -> new Place(method, path.getKey(), item));
        });
    }

    private ApiOperation read(Place place) {
        JsonNode item = place.item();
        JsonNode operation = item.path(place.method());
        Collection<JsonNode> given = parameters(item, operation);
        List<ApiParameter> parameters = given.stream()
                .filter(one -> Set.of("path", "query", "header", "cookie")
                        .contains(one.path("in").asString("")))
                .map(this::parameter)
                .toList();
        return new ApiOperation(
                place.method(),
                place.path(),
                operation.path("summary").asString(""),
                operation.path("description").asString(item.path("description").asString("")),
                operation.path("deprecated").asBoolean(false),
                parameters,
                bodies(operation, given),
                answers(operation),
                security(operation),
                credentials(operation),
                document.servers(item, operation));
    }

    /// Those of the path, and those of the operation, which win.
    private Collection<JsonNode> parameters(JsonNode item, JsonNode operation) {
        Map<String, JsonNode> byName = new LinkedHashMap<>();
        for (JsonNode holder : List.of(item, operation)) {
            for (JsonNode written : holder.path("parameters")) {
                JsonNode one = references.resolve(written);
                byName.put(one.path("in").asString("") + " " + one.path("name").asString(""), one);
            }
        }
        return byName.values();
    }

    private ApiParameter parameter(JsonNode one) {
        JsonNode content = one.path("content").values().stream()
                .findFirst()
                .map(media -> media.path("schema"))
                .orElse(one);
        JsonNode schema = one.has("schema") ? one.path("schema") : content;
        JsonNode target = references.resolve(schema);
        String in = one.path("in").asString("");
        boolean list = Json.texts(target.path("type")).contains("array");
        boolean explode = one.has("type")
                ? one.path("collectionFormat").asString("").equals("multi")
                : one.path("explode").asBoolean(in.equals("query"));
        return new ApiParameter(
                one.path("name").asString(""),
                in,
                in.equals("path") || one.path("required").asBoolean(false),
                one.path("description").asString(target.path("description").asString("")),
                schema,
                list,
                list && explode,
                example(one, target),
                false);
    }

    private @Nullable String example(JsonNode parameter, JsonNode schema) {
        JsonNode value = SchemaExample.given(references, parameter);
        if (value == null) {
            value = SchemaExample.given(references, schema);
        }
        if (value == null) {
            value = schema.get("default");
        }
        if (value == null) {
            return null;
        }
        return value.isArray() ? String.join(",", Json.texts(value)) : value.asString(null);
    }

    private Map<String, JsonNode> bodies(JsonNode operation, Collection<JsonNode> parameters) {
        Map<String, JsonNode> bodies = contents(references.resolve(operation.path("requestBody")));
        ObjectNode form = Json.object();
        for (JsonNode parameter : parameters) {
            String in = parameter.path("in").asString("");
            if (in.equals("body")) {
                for (String media : media(operation, "consumes")) {
                    bodies.put(media, parameter);
                }
            } else if (in.equals("formData")) {
                form.withObject("properties").set(parameter.path("name").asString(""), parameter);
            }
        }
        if (!form.isEmpty()) {
            form.put("type", "object");
            bodies.put(FORM, Json.object().set("schema", form));
        }
        return bodies;
    }

    private List<Answer> answers(JsonNode operation) {
        List<Answer> answers = new ArrayList<>();
        for (Map.Entry<String, JsonNode> written : operation.path("responses").properties()) {
            JsonNode answer = references.resolve(written.getValue());
            Map<String, JsonNode> contents = contents(answer);
            if (answer.has("schema")) {
                for (String media : media(operation, "produces")) {
                    ObjectNode content = Json.object().set("schema", answer.path("schema"));
                    JsonNode example = answer.path("examples").get(media);
                    contents.put(media, example == null ? content : content.set("example", example));
                }
            }
            String reference = References.of(answer);
            answers.add(new Answer(
                    written.getKey(),
                    answer.path("description").asString(reference == null ? "" : reference),
                    contents));
        }
        return answers;
    }

    private Map<String, JsonNode> contents(JsonNode holder) {
        Map<String, JsonNode> contents = new LinkedHashMap<>();
        holder.path("content").properties().forEach(one -> contents.put(one.getKey(), one.getValue()));
        return contents;
    }

    private List<String> media(JsonNode operation, String key) {
        List<String> own = Json.texts(operation.path(key));
        List<String> all = own.isEmpty() ? Json.texts(document.json().path(key)) : own;
        return all.isEmpty() ? List.of("application/json") : all;
    }

    private List<String> security(JsonNode operation) {
        return requirements(operation).values().stream()
                .map(one -> String.join(
                        " + ",
                        one.properties().stream()
                                .map(scheme -> scoped(scheme.getKey(), Json.texts(scheme.getValue())))
                                .toList()))
                .toList();
    }

    private static String scoped(String name, List<String> scopes) {
        return scopes.isEmpty() ? name : name + " (" + String.join(", ", scopes) + ")";
    }

    private JsonNode requirements(JsonNode operation) {
        return operation.has("security")
                ? operation.path("security")
                : document.json().path("security");
    }

    /// The header `Authorization`, and each key that the ways of signing in name.
    private List<ApiParameter> credentials(JsonNode operation) {
        Set<String> names = new LinkedHashSet<>();
        requirements(operation).forEach(one -> names.addAll(one.propertyNames()));
        List<ApiParameter> credentials = new ArrayList<>();
        credentials.add(ApiParameter.secret("Authorization", "header"));
        for (String name : names) {
            JsonNode scheme = references.resolve(schemes(document.json()).path(name));
            String key = scheme.path("name").asString("");
            boolean other = scheme.path("type").asString("").equals("apiKey") && !key.equalsIgnoreCase("Authorization");
            if (other && !key.isEmpty()) {
                credentials.add(ApiParameter.secret(key, scheme.path("in").asString("header")));
            }
        }
        return credentials;
    }

    /// What can be signed in with, by name.
    static JsonNode schemes(ObjectNode document) {
        JsonNode components = document.path("components").path("securitySchemes");
        return components.isMissingNode() ? document.path("securityDefinitions") : components;
    }
}

package io.portolan.blueprint;

import com.networknt.schema.Error;
import com.networknt.schema.ExecutionContext;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.dialect.Dialect;
import com.networknt.schema.dialect.Dialects;
import com.networknt.schema.format.Format;
import com.networknt.schema.path.PathType;
import io.portolan.kernel.Violation;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// One compiled JSON Schema (draft 7) with the portal's formats asserted and errors in the portal's words.
final class ValueSchema {

    private static final Pattern EMAIL = Pattern.compile("[^\\s@]+@[^\\s@]+");
    private static final Map<String, String> FORMAT_WORDS = Map.of(
            "url", "must be a URL with a scheme, such as https://example.com",
            "date-time", "must be a date and time with offset (ISO 8601), such as 2026-01-31T12:00:00Z",
            "timer", "must be a date and time with offset (ISO 8601), such as 2026-01-31T12:00:00Z",
            "email", "must be an e-mail address",
            "idn-email", "must be an e-mail address",
            "ipv4", "must be an IPv4 address",
            "ipv6", "must be an IPv6 address");

    private static final SchemaRegistry REGISTRY = registry();

    private final Schema schema;
    private final String type;
    private final @Nullable String format;
    /// Whether type and format are all that the schema asks for, as it is for most properties.
    private final boolean plain;

    ValueSchema(ObjectNode json) {
        this.schema = REGISTRY.getSchema(json);
        this.type = json.path("type").asString("");
        this.format = json.path("format").isString() ? json.path("format").stringValue() : null;
        this.plain = Set.of("type", "format").containsAll(json.propertyNames());
    }

    private boolean surelyFits(JsonNode value) {
        if (!plain) {
            return false;
        }
        return switch (type) {
            case "string" -> value.isString() && (format == null || fits(format, value.stringValue()));
            case "number" -> value.isNumber() && format == null;
            case "boolean" -> value.isBoolean() && format == null;
            default -> false;
        };
    }

    private static boolean fits(String format, String text) {
        return switch (format) {
            case "url" -> isUrl(text);
            case "date-time", "timer" -> isInstant(text);
            case "email", "idn-email" -> EMAIL.matcher(text).matches();
            default -> false;
        };
    }

    List<Violation> check(JsonNode value) {
        if (surelyFits(value)) {
            return List.of();
        }
        return schema.validate(value).stream().map(ValueSchema::violation).toList();
    }

    private static Violation violation(Error error) {
        String pointer = error.getInstanceLocation().toString();
        String keyword = String.valueOf(error.getKeyword());
        JsonNode rule = error.getSchemaNode();
        String reason = switch (keyword) {
            case "type" -> "must be " + words(rule);
            case "enum" -> "must be equal to one of the allowed values: " + words(rule);
            case "const" -> "must be equal to " + words(rule);
            case "pattern" -> "must match pattern \"" + words(rule) + "\"";
            case "minLength" -> "must NOT have fewer than " + words(rule) + " characters";
            case "maxLength" -> "must NOT have more than " + words(rule) + " characters";
            case "minimum" -> "must be >= " + words(rule);
            case "maximum" -> "must be <= " + words(rule);
            case "exclusiveMinimum" -> "must be > " + words(rule);
            case "exclusiveMaximum" -> "must be < " + words(rule);
            case "minItems" -> "must NOT have fewer than " + words(rule) + " items";
            case "maxItems" -> "must NOT have more than " + words(rule) + " items";
            case "uniqueItems" -> "must NOT have duplicate items";
            case "required" -> "must have required property '" + error.getProperty() + "'";
            case "additionalProperties" -> "must NOT have additional property '" + error.getProperty() + "'";
            case "format" -> FORMAT_WORDS.getOrDefault(words(rule), "must match format \"" + words(rule) + "\"");
            default -> String.valueOf(error.getMessage());
        };
        return Violation.at(pointer, reason, error.getInstanceNode());
    }

    private static String words(JsonNode rule) {
        if (rule.isArray()) {
            return rule.values().stream()
                    .map(ValueSchema::words)
                    .reduce((a, b) -> a + ", " + b)
                    .orElse("");
        }
        return rule.isString() ? rule.stringValue() : rule.toString();
    }

    private static SchemaRegistry registry() {
        Dialect dialect = Dialect.builder(Dialects.getDraft7())
                .format(format("url", ValueSchema::isUrl))
                .format(format("date-time", ValueSchema::isInstant))
                .format(format("timer", ValueSchema::isInstant))
                .format(format("email", text -> EMAIL.matcher(text).matches()))
                .format(format("idn-email", text -> EMAIL.matcher(text).matches()))
                .build();
        SchemaRegistryConfig config = SchemaRegistryConfig.builder()
                .formatAssertionsEnabled(true)
                .pathType(PathType.JSON_POINTER)
                .build();
        return SchemaRegistry.withDialect(
                dialect, builder -> builder.schemaRegistryConfig(config).schemaCacheEnabled(false));
    }

    private static Format format(String name, Predicate<String> test) {
        return new Format() {
            @Override
            public String getName() {
                return name;
            }

            @Override
            public boolean matches(ExecutionContext context, String value) {
                return test.test(value);
            }
        };
    }

    private static boolean isUrl(String text) {
        try {
            URI uri = new URI(text.strip().replace(" ", "%20"));
            return uri.isAbsolute();
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private static boolean isInstant(String text) {
        try {
            OffsetDateTime.parse(text);
            return true;
        } catch (DateTimeException e) {
            return false;
        }
    }
}

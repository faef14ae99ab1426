package io.portolan.kernel;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.PrettyPrinter;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.core.util.Separators;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// The JSON mapper of the portal and the few helpers that every room needs.
///
/// Documented behaviour: duplicate keys are refused, nesting stops at 200 levels, numbers keep their decimal digits.
public final class Json {

    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(200)
                            .maxNumberLength(400)
                            .build())
                    .build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .build();

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private static final PrettyPrinter PRETTY = new DefaultPrettyPrinter()
            .withSeparators(PrettyPrinter.DEFAULT_SEPARATORS.withObjectNameValueSpacing(Separators.Spacing.AFTER));

    private Json() {}

    public static JsonMapper mapper() {
        return MAPPER;
    }

    public static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    public static ArrayNode array() {
        return JsonNodeFactory.instance.arrayNode();
    }

    public static ArrayNode strings(Collection<String> values) {
        ArrayNode array = array();
        values.forEach(array::add);
        return array;
    }

    /// The texts of a list, or a text alone as the only one; empty for anything else. Items that are no texts count
    /// as empty ones.
    public static List<String> texts(JsonNode node) {
        if (node.isString()) {
            return List.of(node.stringValue());
        }
        return node.isArray()
                ? node.values().stream().map(item -> item.asString("")).toList()
                : List.of();
    }

    /// The moment that a date and time with its offset names.
    ///
    /// @param pointer where the text stands in the request; [PortalException.Invalid] names it
    public static Instant moment(String text, String pointer) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException _) {
            throw new PortalException.Invalid(pointer, "must be a date and time, such as 2026-01-31T12:00:00Z");
        }
    }

    /// The moment at a key, as [#moment(String, String)] reads it; null when there is none.
    public static @Nullable Instant moment(JsonNode holder, String key) {
        return holder.hasNonNull(key) ? moment(String.valueOf(text(holder, key)), "/" + key) : null;
    }

    /// Any JSON value. Throws [PortalException.Malformed] with line and column.
    public static JsonNode parse(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (JacksonException e) {
            throw malformed(e);
        }
    }

    /// A JSON object. Throws [PortalException.Malformed], or [PortalException.Invalid] when it is another value.
    public static ObjectNode parseObject(String text) {
        if (parse(text) instanceof ObjectNode object) {
            return object;
        }
        throw new PortalException.Invalid("", "must be object");
    }

    /// Compact JSON, keys in the order of the node.
    public static String write(JsonNode node) {
        return MAPPER.writeValueAsString(node);
    }

    /// Indented JSON for people.
    public static String pretty(JsonNode node) {
        return MAPPER.writer().with(PRETTY).writeValueAsString(node);
    }

    /// The string at a key, or null when it is absent, null or no string.
    public static @Nullable String text(JsonNode node, String key) {
        JsonNode value = node.get(key);
        return value != null && value.isString() ? value.stringValue() : null;
    }

    /// A moment as it stands in JSON: RFC 3339 in UTC with three decimals, `2026-01-31T12:00:00.000Z`.
    public static String time(Instant instant) {
        return TIME.format(instant);
    }

    /// The envelope of every answer: `{"ok":true,"<noun>":value}`.
    public static ObjectNode ok(String noun, JsonNode value) {
        return object().put("ok", true).set(noun, value);
    }

    /// The answer that carries nothing: `{"ok":true}`.
    public static ObjectNode ok() {
        return object().put("ok", true);
    }

    /// The error of the parser in the portal's words.
    public static PortalException.Malformed malformed(JacksonException e) {
        TokenStreamLocation location = e.getLocation();
        int line = location == null ? 0 : Math.max(0, location.getLineNr());
        int column = location == null ? 0 : Math.max(0, location.getColumnNr());
        String reason = String.valueOf(e.getOriginalMessage());
        return new PortalException.Malformed(
                "The text is not valid JSON: " + reason + " (line " + line + ", column " + column + ")", line, column);
    }
}

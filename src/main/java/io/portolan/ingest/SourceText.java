package io.portolan.ingest;

import io.portolan.kernel.Json;
import io.portolan.kernel.PortalException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.dataformat.yaml.YAMLMapper;

/// A file of an import with its documents, and the way back from a place in a document to a line of the file.
final class SourceText {

    private static final YAMLMapper YAML = YAMLMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    private static final ObjectMapper JSON = Json.mapper()
            .rebuild()
            .disable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final ImportFile file;

    SourceText(ImportFile file) {
        this.file = file;
    }

    String name() {
        return file.name();
    }

    /// One document of a JSON file, any number of a YAML file. Throws [PortalException.Malformed] with file,
    /// line, column and cause.
    List<JsonNode> documents() {
        if (!file.isYaml()) {
            TypographicQuotes.firstIn(file.content()).ifPresent(this::refuseQuote);
        }
        List<JsonNode> documents = new ArrayList<>();
        try (JsonParser parser = mapper().createParser(file.content())) {
            while (parser.nextToken() != null) {
                if (!file.isYaml() && !documents.isEmpty()) {
                    throw new StreamReadException(parser, "there is more text after the end of the value");
                }
                JsonNode document = mapper().readTree(parser);
                if (!document.isNull() && !document.isMissingNode()) {
                    documents.add(document);
                }
            }
        } catch (JacksonException e) {
            throw malformed(e);
        }
        if (file.isYaml()) {
            documents.forEach(this::refuseQuotedKeys);
        }
        return documents;
    }

    /// The line, from 1, on which the value at a pointer begins, or the nearest one above it in the tree; 0 if
    /// unknown.
    int line(int document, String pointer) {
        int line = 0;
        int current = -1;
        int depth = 0;
        try (JsonParser parser = mapper().createParser(file.content())) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (depth == 0) {
                    current++;
                }
                if (token.isStructStart()) {
                    depth++;
                } else if (token.isStructEnd()) {
                    depth--;
                    continue;
                }
                if (current == document && token != JsonToken.PROPERTY_NAME) {
                    String here = path(parser, token);
                    if (pointer.equals(here) || pointer.startsWith(here + "/")) {
                        line = parser.currentTokenLocation().getLineNr();
                    }
                }
            }
        } catch (JacksonException e) {
            return line;
        }
        return line;
    }

    private static String path(JsonParser parser, JsonToken token) {
        // At the start of a structure the context is the structure's own, which points to no member yet.
        return token.isStructStart()
                ? parser.streamReadContext().getParent().pathAsPointer().toString()
                : parser.streamReadContext().pathAsPointer().toString();
    }

    private ObjectMapper mapper() {
        return file.isYaml() ? YAML : JSON;
    }

    /// YAML takes “key” for a plain word with odd letters at its ends: nobody means that.
    private void refuseQuotedKeys(JsonNode node) {
        if (node.isObject()) {
            for (Map.Entry<String, JsonNode> entry : node.properties()) {
                String key = entry.getKey();
                if (!key.isEmpty() && TypographicQuotes.isOne(key.charAt(0))) {
                    int offset = Math.max(0, file.content().indexOf(key));
                    refuseQuote(TypographicQuotes.place(file.content(), offset));
                }
                refuseQuotedKeys(entry.getValue());
            }
        } else if (node.isArray()) {
            node.forEach(this::refuseQuotedKeys);
        }
    }

    private void refuseQuote(TypographicQuotes.Place place) {
        throw new PortalException.Malformed(
                name() + ", line " + place.line() + ", column " + place.column() + ": " + place.quote()
                        + " is a typographic quote, where " + (file.isYaml() ? "YAML" : "JSON")
                        + " needs the straight quote \". Straighten the quotes of the file and try again.",
                place.line(),
                place.column(),
                Map.of("file", name(), "cause", "typographic_quotes"));
    }

    private PortalException.Malformed malformed(JacksonException e) {
        TokenStreamLocation location = Optional.ofNullable(e.getLocation()).orElse(TokenStreamLocation.NA);
        int line = Math.max(0, location.getLineNr());
        int column = Math.max(0, location.getColumnNr());
        String reason =
                String.valueOf(e.getOriginalMessage()).lines().findFirst().orElse("");
        return new PortalException.Malformed(
                name() + ", line " + line + ", column " + column + ": this is no valid "
                        + (file.isYaml() ? "YAML" : "JSON") + ": " + reason,
                line,
                column,
                Map.of("file", name(), "cause", "syntax"));
    }
}

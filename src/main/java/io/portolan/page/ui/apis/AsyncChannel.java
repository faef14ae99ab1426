package io.portolan.page.ui.apis;

import io.portolan.kernel.Json;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// A channel of AsyncAPI 2 or 3 with what happens on it.
///
/// @param parameters descriptions by name
record AsyncChannel(
        String address,
        String title,
        String description,
        Map<String, JsonNode> parameters,
        List<Operation> operations) {

    /// What the application does on the channel.
    ///
    /// @param action `send` or `receive`, in version 2 `publish` or `subscribe`; empty where messages belong to no
    /// operation
    record Operation(String action, String name, String description, List<Message> messages, List<Message> replies) {}

    /// One sort of message.
    ///
    /// @param content its payload as `schema`, perhaps with examples
    /// @param headers the same for its headers; empty when there are none
    /// @param plain whether the payload is a JSON Schema
    record Message(
            String name,
            String description,
            String contentType,
            ObjectNode content,
            ObjectNode headers,
            boolean plain) {}

    /// The first ones in the order of the document; a description may hold tens of thousands.
    static List<AsyncChannel> of(ApiDocument document, int most) {
        Reader reader = new Reader(document);
        return document.json().path("channels").properties().stream()
                .limit(most)
                .map(channel -> reader.channel(channel.getKey(), channel.getValue()))
                .toList();
    }

    /// Reads each operation and each list of messages once, however many channels and operations name it.
    private static final class Reader {

        private final ObjectNode document;
        private final References references;
        private final IdentityHashMap<JsonNode, List<Operation>> byChannel = new IdentityHashMap<>();
        private final IdentityHashMap<JsonNode, List<Message>> read = new IdentityHashMap<>();

        Reader(ApiDocument description) {
            this.document = description.json();
            this.references = description.references();
            for (Map.Entry<String, JsonNode> one : document.path("operations").properties()) {
                JsonNode operation = references.resolve(one.getValue());
                JsonNode channel = references.resolve(operation.path("channel"));
                byChannel
                        .computeIfAbsent(channel, place -> new ArrayList<>())
                        .add(operation(
                                operation.path("action").asString(""),
                                one.getKey(),
                                operation,
                                messages((operation.has("messages") ? operation : channel).path("messages"))));
            }
        }

        AsyncChannel channel(String key, JsonNode written) {
            JsonNode channel = references.resolve(written);
            Map<String, JsonNode> parameters = new LinkedHashMap<>();
            channel.path("parameters")
                    .properties()
                    .forEach(one -> parameters.put(one.getKey(), references.resolve(one.getValue())));
            boolean older = document.path("asyncapi").asString("").startsWith("2");
            return new AsyncChannel(
                    older ? key : channel.path("address").asString(key),
                    channel.path("title").asString(channel.path("summary").asString("")),
                    channel.path("description").asString(""),
                    parameters,
                    older ? olderOperations(channel) : operations(channel));
        }

        private List<Operation> olderOperations(JsonNode channel) {
            List<Operation> operations = new ArrayList<>();
            for (String action : List.of("publish", "subscribe")) {
                JsonNode operation = channel.path(action);
                if (operation.isObject()) {
                    JsonNode message = operation.path("message");
                    JsonNode several = references.resolve(message).path("oneOf");
                    operations.add(operation(
                            action,
                            operation.path("operationId").asString(""),
                            operation,
                            several.isArray()
                                    ? messages(several)
                                    : message("", message).stream().toList()));
                }
            }
            return operations;
        }

        private List<Operation> operations(JsonNode channel) {
            List<Operation> operations = byChannel.getOrDefault(channel, List.of());
            return operations.isEmpty() && channel.path("messages").isObject()
                    ? List.of(new Operation("", "", "", messages(channel.path("messages")), List.of()))
                    : operations;
        }

        private Operation operation(String action, String name, JsonNode operation, List<Message> messages) {
            String summary = operation.path("summary").asString("");
            String description = operation.path("description").asString("");
            JsonNode reply = references.resolve(operation.path("reply"));
            JsonNode answered = references.resolve(reply.path("channel")).path("messages");
            return new Operation(
                    action,
                    name,
                    summary.isEmpty() || description.isEmpty() ? summary + description : summary + "\n\n" + description,
                    messages,
                    messages(reply.has("messages") ? reply.path("messages") : answered));
        }

        /// A list of references, or messages by name.
        private List<Message> messages(JsonNode written) {
            return read.computeIfAbsent(written, this::readMessages);
        }

        private List<Message> readMessages(JsonNode written) {
            List<Message> messages = new ArrayList<>();
            if (written.isArray()) {
                written.forEach(one -> message("", one).ifPresent(messages::add));
            } else {
                written.properties()
                        .forEach(one -> message(one.getKey(), one.getValue()).ifPresent(messages::add));
            }
            return messages;
        }

        private Optional<Message> message(String key, JsonNode written) {
            JsonNode message = references.resolve(written);
            if (!message.isObject()) {
                return Optional.empty();
            }
            String reference = References.of(written);
            String named = reference == null ? key : References.name(reference);
            JsonNode payload = references.resolve(message.path("payload"));
            boolean wrapped = payload.has("schemaFormat") && payload.has("schema");
            String format = (wrapped ? payload : message).path("schemaFormat").asString("");
            ObjectNode content = Json.object();
            content.set("schema", wrapped ? payload.path("schema") : message.path("payload"));
            example(message, "payload", content);
            ObjectNode headers = Json.object();
            if (message.path("headers").isObject()) {
                headers.set("schema", message.path("headers"));
                example(message, "headers", headers);
            }
            String summary = message.path("summary").asString("");
            return Optional.of(new Message(
                    message.path("title").asString(message.path("name").asString(named)),
                    message.path("description").asString(summary),
                    message.path("contentType")
                            .asString(document.path("defaultContentType").asString("")),
                    content,
                    headers,
                    isPlain(format) && content.path("schema").isObject()));
        }

        /// The first example that its author gave, put where examples of a body stand.
        private static void example(JsonNode message, String part, ObjectNode content) {
            for (JsonNode example : message.path("examples")) {
                if (example.has(part)) {
                    content.set("example", example.path(part));
                    return;
                }
            }
        }

        private static boolean isPlain(String format) {
            return format.isEmpty()
                    || format.contains("aai.asyncapi")
                    || format.contains("schema+json")
                    || format.contains("schema+yaml")
                    || format.contains("openapi");
        }
    }
}

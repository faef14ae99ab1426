package io.portolan.expression;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/// The parts of a compiled template. Java's null as a result means "undefined": nothing came out.
sealed interface TemplateNode {

    int MAX_SHOWN = 500;

    @Nullable
    JsonNode render(JsonNode input, Budget budget);

    Dependencies dependencies();

    private static Dependencies all(List<TemplateNode> nodes, Dependencies.OutputType type) {
        Dependencies all = Dependencies.none(type);
        for (TemplateNode node : nodes) {
            all = all.and(node.dependencies());
        }
        return new Dependencies(all.everything(), all.paths(), all.time(), type);
    }

    /// A value without templates.
    record Constant(JsonNode value) implements TemplateNode {
        @Override
        public Dependencies dependencies() {
            return Dependencies.none(TypeInference.of(new Ast.Literal(value, 0)));
        }

        @Override
        public JsonNode render(JsonNode input, Budget budget) {
            return value;
        }
    }

    /// A whole text that is one template.
    record Expression(JqProgram program) implements TemplateNode {
        @Override
        public Dependencies dependencies() {
            return program.dependencies();
        }

        @Override
        public @Nullable JsonNode render(JsonNode input, Budget budget) {
            return program.evaluate(input, budget);
        }
    }

    /// Text around templates.
    record Text(List<TemplateNode> parts) implements TemplateNode {
        @Override
        public Dependencies dependencies() {
            return all(parts, Dependencies.OutputType.STRING);
        }

        @Override
        public JsonNode render(JsonNode input, Budget budget) {
            StringBuilder text = new StringBuilder();
            for (TemplateNode part : parts) {
                JsonNode value = part.render(input, budget);
                if (value == null) {
                    text.append("undefined");
                } else {
                    text.append(shown(value));
                }
                if (text.length() > budget.outputBytes()) {
                    throw new ExpressionException.LimitExceeded(
                            ExpressionException.Limit.OUTPUT,
                            "The text is larger than " + (budget.outputBytes() >> 10) + " KiB");
                }
            }
            return StringNode.valueOf(text.toString());
        }
    }

    /// A value inside of a text: texts raw, numbers as JavaScript writes them, everything else as JSON.
    static String shown(JsonNode value) {
        if (value.isString()) {
            return value.stringValue();
        }
        if (value.isNumber()) {
            return Numbers.script(value);
        }
        try {
            return JsonText.write(value);
        } catch (TooDeep e) {
            throw new ExpressionException.LimitExceeded(
                    ExpressionException.Limit.DEPTH, "A value in a text nests deeper than 400 levels");
        }
    }

    /// An array; an element without output becomes null, as it does when the dialect's engine writes JSON.
    record Items(List<TemplateNode> items) implements TemplateNode {
        @Override
        public Dependencies dependencies() {
            return all(items, Dependencies.OutputType.ARRAY);
        }

        @Override
        public JsonNode render(JsonNode input, Budget budget) {
            ArrayNode array = JsonNodeFactory.instance.arrayNode();
            for (TemplateNode item : items) {
                JsonNode value = item.render(input, budget);
                array.add(value == null ? JsonNodeFactory.instance.nullNode() : value);
            }
            return array;
        }
    }

    /// One pair of an object: its key as written, the compiled key and value, and the value as written.
    record Pair(String key, TemplateNode name, TemplateNode value, JsonNode original, boolean spread, String pointer) {}

    /// An object.
    record Pairs(List<Pair> pairs) implements TemplateNode {
        @Override
        public Dependencies dependencies() {
            List<TemplateNode> nodes = new ArrayList<>();
            for (Pair pair : pairs) {
                nodes.add(pair.name());
                nodes.add(pair.value());
            }
            return all(nodes, Dependencies.OutputType.OBJECT);
        }

        @Override
        public JsonNode render(JsonNode input, Budget budget) {
            ObjectNode object = JsonNodeFactory.instance.objectNode();
            for (Pair pair : pairs) {
                if (pair.spread()) {
                    spread(pair, input, budget, object);
                    continue;
                }
                JsonNode name = pair.name().render(input, budget);
                if (name == null || name.isNull()) {
                    continue;
                }
                if (!name.isString()) {
                    throw new ExpressionException.BadTemplate(
                            "Evaluated object key should be undefined, null or string. Original key: " + pair.key()
                                    + ", evaluated to: " + JsonText.beginning(name, MAX_SHOWN),
                            pair.pointer());
                }
                if (name.stringValue().isEmpty()) {
                    continue;
                }
                JsonNode value = pair.value().render(input, budget);
                if (value == null) {
                    object.remove(name.stringValue());
                } else {
                    object.set(name.stringValue(), value);
                }
            }
            return object;
        }

        private static void spread(Pair pair, JsonNode input, Budget budget, ObjectNode object) {
            JsonNode value = pair.value().render(input, budget);
            if (value instanceof ObjectNode pairs) {
                pairs.properties().forEach(entry -> object.set(entry.getKey(), entry.getValue()));
                return;
            }
            String original = pair.original().isString()
                    ? pair.original().stringValue()
                    : pair.original().toString();
            throw new ExpressionException.BadTemplate(
                    "Evaluated value should be an object if the key is " + pair.key() + ". Original value: " + original
                            + ", evaluated to: " + (value == null ? "undefined" : JsonText.beginning(value, MAX_SHOWN)),
                    pair.pointer());
        }
    }
}

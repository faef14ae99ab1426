package io.portolan.expression;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/// A JSON document (often a single text) with `{{ jq }}` inside, compiled once and rendered many times (dialect 5.5).
///
/// A text that is one template keeps the type of the result; mixed text is concatenated, strings raw and everything
/// else
/// as JSON. Keys are rendered too: a key that gives null, nothing or an empty text drops its pair, and
/// `{{ spreadValue() }}` splices the pairs of its value.
public final class Template {

    private static final Pattern SPREAD = Pattern.compile("^\\{\\{\\s*spreadValue\\(\\s*\\)\\s*\\}\\}$");

    private final TemplateNode root;
    private final List<Problem> problems;
    private final List<Part> parts;

    /// One expression of the document.
    private record Part(String pointer, JqProgram program) {}

    /// How one expression of a template came to its result.
    ///
    /// @param pointer JSON pointer to the text that holds the expression
    /// @param expression the expression as written between the braces
    public record Explained(String pointer, String expression, Explanation explanation) {}

    /// An expression of the template that does not compile: it renders as `null` when [JqOptions#errorsAsNull()].
    ///
    /// @param pointer JSON pointer to the text that holds it
    public record Problem(String pointer, ExpressionException.CompileFailed error) {}

    private Template(TemplateNode root, List<Problem> problems, List<Part> parts) {
        this.root = root;
        this.parts = List.copyOf(parts);
        this.problems = List.copyOf(problems);
    }

    /// Compiles in the portal's dialect. Throws [ExpressionException.BadTemplate] for unbalanced braces; an expression
    /// that
    /// does not compile is listed in [#problems()] and renders as `null`.
    public static Template compile(JsonNode document) {
        return compile(document, JqOptions.portal());
    }

    /// The same for a single text.
    public static Template compile(String text) {
        return compile(StringNode.valueOf(text));
    }

    /// Compiles with options. Without [JqOptions#errorsAsNull()] an expression that does not compile throws
    /// [ExpressionException.CompileFailed].
    public static Template compile(JsonNode document, JqOptions options) {
        List<Problem> problems = new ArrayList<>();
        List<Part> parts = new ArrayList<>();
        return new Template(new Reader(options, problems, parts).read(document, ""), problems, parts);
    }

    /// Whether the text holds a template at all; false also for texts with unbalanced braces only.
    public static boolean isTemplate(String text) {
        int open = text.indexOf("{{");
        return open >= 0 && text.indexOf("}}", open) >= 0;
    }

    /// The expressions that do not compile.
    public List<Problem> problems() {
        return problems;
    }

    /// The rendered document, or Java's null when the whole document is one template without output. Throws
    /// [ExpressionException.BadTemplate] for a key or spread value of the wrong type.
    public @Nullable JsonNode render(JsonNode input, Budget budget) {
        return root.render(input, budget);
    }

    /// [#render(JsonNode, Budget)] within [Budget#standard()].
    public @Nullable JsonNode render(JsonNode input) {
        return render(input, Budget.standard());
    }

    /// The rendered text: a result that is no text is written as JSON, no output gives the empty text.
    public String renderText(JsonNode input) {
        JsonNode result = render(input);
        if (result == null) {
            return "";
        }
        return TemplateNode.shown(result);
    }

    /// How each expression of the document comes to its result, in the order in which they are written.
    public List<Explained> explain(JsonNode input, Budget budget) {
        return parts.stream()
                .map(part -> new Explained(
                        part.pointer(),
                        part.program().text().strip(),
                        part.program().explain(input, budget)))
                .toList();
    }

    /// What the rendered document may depend on; the output type is that of a document that is one template.
    public Dependencies dependencies() {
        return root.dependencies();
    }

    /// Turns a document into nodes and collects its expressions on the way.
    private record Reader(JqOptions options, List<Problem> problems, List<Part> parts) {

        private TemplateNode read(JsonNode node, String pointer) {
            return switch (node) {
                case StringNode text -> readText(text.stringValue(), pointer);
                case ArrayNode array -> {
                    List<TemplateNode> items = new ArrayList<>();
                    for (int i = 0; i < array.size(); i++) {
                        items.add(read(array.get(i), pointer + "/" + i));
                    }
                    yield new TemplateNode.Items(items);
                }
                case ObjectNode object -> {
                    List<TemplateNode.Pair> pairs = new ArrayList<>();
                    object.properties().forEach(entry -> {
                        String key = entry.getKey();
                        String at = pointer + "/" + key.replace("~", "~0").replace("/", "~1");
                        boolean spread = SPREAD.matcher(key.strip()).find();
                        TemplateNode name =
                                spread ? new TemplateNode.Constant(StringNode.valueOf(key)) : readText(key, at);
                        TemplateNode value = read(entry.getValue(), at);
                        pairs.add(new TemplateNode.Pair(key, name, value, entry.getValue(), spread, at));
                    });
                    yield new TemplateNode.Pairs(pairs);
                }
                default -> new TemplateNode.Constant(node);
            };
        }

        private TemplateNode readText(String text, String pointer) {
            List<TemplateScanner.Span> spans = TemplateScanner.scan(text, pointer);
            if (spans.isEmpty()) {
                return new TemplateNode.Constant(StringNode.valueOf(text));
            }
            String trimmed = text.strip();
            if (spans.size() == 1 && trimmed.startsWith("{{") && trimmed.endsWith("}}")) {
                TemplateScanner.Span span = spans.getFirst();
                return program(text.substring(span.start(), span.end()), pointer);
            }
            List<TemplateNode> texts = new ArrayList<>();
            int from = 0;
            for (TemplateScanner.Span span : spans) {
                texts.add(constant(text.substring(from, span.start() - 2)));
                texts.add(program(text.substring(span.start(), span.end()), pointer));
                from = Math.min(text.length(), span.end() + 2);
            }
            texts.add(constant(text.substring(from)));
            return new TemplateNode.Text(texts);
        }

        private static TemplateNode constant(String text) {
            return new TemplateNode.Constant(StringNode.valueOf(text));
        }

        private TemplateNode program(String text, String pointer) {
            try {
                JqProgram program = JqProgram.compile(text, options);
                parts.add(new Part(pointer, program));
                return new TemplateNode.Expression(program);
            } catch (ExpressionException.CompileFailed e) {
                if (!options.errorsAsNull()) {
                    throw e;
                }
                problems.add(new Problem(pointer, e));
                return new TemplateNode.Constant(JsonNodeFactory.instance.nullNode());
            }
        }
    }
}

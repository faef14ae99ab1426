package io.portolan.expression;

import java.util.ArrayList;
import java.util.List;
import net.thisptr.jackson.jq.BuiltinFunctionLoader;
import net.thisptr.jackson.jq.JsonQuery;
import net.thisptr.jackson.jq.Scope;
import net.thisptr.jackson.jq.Versions;
import net.thisptr.jackson.jq.exception.JsonQueryException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.StringNode;

/// A compiled jq program: immutable, safe to share between threads.
///
/// The input is neither copied nor changed; results may share nodes with it, so copy a result before changing it.
public final class JqProgram {

    private static final Scope BUILTINS = builtins();

    private final String text;
    private final JqOptions options;
    private final JsonQuery query;

    private JqProgram(String text, JqOptions options, JsonQuery query) {
        this.text = text;
        this.options = options;
        this.query = query;
    }

    /// Compiles a program. Throws [ExpressionException.CompileFailed] with line, column and token.
    public static JqProgram compile(String text, JqOptions options) {
        try {
            String source = options.singleQuotes() ? SingleQuotes.rewrite(text) : text;
            return new JqProgram(text, options, JsonQuery.compile(source, Versions.JQ_1_7));
        } catch (JsonQueryException e) {
            throw new ExpressionException.CompileFailed(String.valueOf(e.getMessage()), 1, 1, text, null);
        }
    }

    /// Compiles in the portal's dialect, see [JqOptions#portal()].
    public static JqProgram compile(String text) {
        return compile(text, JqOptions.portal());
    }

    /// The text that was compiled.
    public String text() {
        return text;
    }

    /// The first output, or Java's null when there is none; `null` (a node) after a runtime error when
    /// [JqOptions#errorsAsNull()]. Throws [ExpressionException.Failed] and [ExpressionException.LimitExceeded].
    public @Nullable JsonNode evaluate(JsonNode input, Budget budget) {
        try {
            List<JsonNode> outputs = evaluateAll(input, budget);
            return outputs.isEmpty() ? null : outputs.getFirst();
        } catch (ExpressionException.Failed e) {
            if (options.errorsAsNull()) {
                return NullNode.getInstance();
            }
            throw e;
        }
    }

    /// [#evaluate(JsonNode, Budget)] within [Budget#standard()].
    public @Nullable JsonNode evaluate(JsonNode input) {
        return evaluate(input, Budget.standard());
    }

    /// All outputs in order. Throws [ExpressionException.Failed] whatever the options say.
    public List<JsonNode> evaluateAll(JsonNode input, Budget budget) {
        List<JsonNode> outputs = new ArrayList<>();
        try {
            query.apply(Scope.newChildScope(BUILTINS), input, outputs::add);
        } catch (JsonQueryException e) {
            String message = String.valueOf(e.getMessage());
            throw new ExpressionException.Failed(message, StringNode.valueOf(message));
        }
        return outputs;
    }

    /// Whether the first output is exactly `true`. Every other value, no output and a runtime error (when
    /// [JqOptions#errorsAsNull()]) mean false.
    public boolean test(JsonNode input, Budget budget) {
        JsonNode first = evaluate(input, budget);
        return first != null && first.isBoolean() && first.booleanValue();
    }

    /// [#test(JsonNode, Budget)] within [Budget#standard()].
    public boolean test(JsonNode input) {
        return test(input, Budget.standard());
    }

    @Override
    public String toString() {
        return text;
    }

    private static Scope builtins() {
        Scope scope = Scope.newEmptyScope();
        BuiltinFunctionLoader.getInstance().loadFunctions(Versions.JQ_1_7, scope);
        return scope;
    }
}

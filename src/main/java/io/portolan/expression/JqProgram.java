package io.portolan.expression;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// A compiled jq program: immutable, safe to share between threads.
///
/// The input is neither copied nor changed; results may share nodes with it, so copy a result before changing it.
public final class JqProgram {

    private static final int MAX_LENGTH = 100_000;

    private final String text;
    private final String source;
    private final Ast ast;
    private final JqOptions options;
    private final Evaluation evaluation;
    private volatile @Nullable Dependencies dependencies;

    private JqProgram(String text, String source, JqOptions options, Node program, Ast ast) {
        this.text = text;
        this.source = source;
        this.ast = ast;
        this.options = options;
        this.evaluation = new Evaluation(program, options);
    }

    /// Compiles a program. Throws [ExpressionException.CompileFailed] with line, column and token.
    public static JqProgram compile(String text, JqOptions options) {
        String source = options.singleQuotes() ? SingleQuotes.rewrite(text) : text;
        if (source.length() > MAX_LENGTH) {
            throw new ExpressionException.CompileFailed(
                    "The expression is longer than " + MAX_LENGTH + " characters", 1, 1, "", null);
        }
        try {
            Ast ast = Parser.parse(source);
            return new JqProgram(text, source, options, new Compiler(source).compile(ast), ast);
        } catch (StackOverflowError e) {
            throw new ExpressionException.CompileFailed("The expression is nested too deeply", 1, 1, "", null);
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
            return evaluation.first(input, budget);
        } catch (JqError e) {
            if (options.errorsAsNull()) {
                return Values.NULL;
            }
            throw new ExpressionException.Failed(e.getMessage(), e.value());
        }
    }

    /// [#evaluate(JsonNode, Budget)] within [Budget#standard()].
    public @Nullable JsonNode evaluate(JsonNode input) {
        return evaluate(input, Budget.standard());
    }

    /// All outputs in order. Throws [ExpressionException.Failed] whatever the options say.
    public List<JsonNode> evaluateAll(JsonNode input, Budget budget) {
        try {
            return evaluation.all(input, budget);
        } catch (JqError e) {
            throw new ExpressionException.Failed(e.getMessage(), e.value());
        }
    }

    /// What the outputs may depend on, without running the program.
    public Dependencies dependencies() {
        Dependencies known = dependencies;
        if (known == null) {
            known = Analyzer.analyze(ast);
            dependencies = known;
        }
        return known;
    }

    /// Evaluates to the first output and tells how it came about; slower than [#evaluate(JsonNode, Budget)], meant for
    /// people who write expressions. Runtime errors and exceeded limits are part of the answer.
    public Explanation explain(JsonNode input, Budget budget) {
        Trace trace = new Trace(source, input);
        Node traced = new Compiler(source, trace).compile(ast);
        try {
            JsonNode first = new Evaluation(traced, options).first(input, budget);
            return trace.explain(first == null ? List.of() : List.of(first), null, null);
        } catch (JqError e) {
            return trace.explain(List.of(), e.getMessage(), e);
        } catch (ExpressionException.LimitExceeded e) {
            return trace.explain(List.of(), e.getMessage(), null);
        }
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
}

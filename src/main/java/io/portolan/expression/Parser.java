package io.portolan.expression;

import io.portolan.expression.Token.Type;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads queries: pipes, commas, definitions, bindings and binary operators by precedence. [TermParser] reads what they
/// are made of.
final class Parser {

    private static final int MAX_NESTING = 200;
    private static final int ALTERNATIVE = 1;
    private static final int ASSIGNMENT = 2;
    private static final int OR = 3;
    private static final int AND = 4;
    private static final int COMPARISON = 5;
    private static final int SUM = 6;
    private static final int PRODUCT = 7;

    final String text;
    private final List<Token> tokens;
    private int position;
    private int nesting;

    private Parser(String text, List<Token> tokens, int nesting) {
        this.text = text;
        this.tokens = tokens;
        this.nesting = nesting;
    }

    static Ast parse(String text) {
        List<Token> tokens = new Lexer(text).tokens();
        Parser parser = new Parser(text, tokens, 0);
        if (parser.peek().type() == Type.END) {
            return new Ast.Identity(0);
        }
        refuseModules(parser);
        Ast program = parser.query();
        parser.requireEnd();
        return program;
    }

    /// The query inside `\( )` of a string.
    Ast nested(List<Token> inner) {
        Parser parser = new Parser(text, inner, nesting + 1);
        Ast query = parser.query();
        parser.requireEnd();
        return query;
    }

    private static void refuseModules(Parser parser) {
        Token token = parser.peek();
        if (token.is("import") || token.is("include") || token.is("module")) {
            throw parser.error(token.text() + " is not available: expressions have no modules", token);
        }
    }

    Ast query() {
        if (++nesting > MAX_NESTING) {
            throw error("The expression is nested deeper than " + MAX_NESTING + " levels", peek());
        }
        List<Ast> stages = new ArrayList<>();
        List<Token> pipes = new ArrayList<>();
        stages.add(commas());
        while (peek().is("|")) {
            pipes.add(next());
            stages.add(commas());
        }
        Ast result = stages.getLast();
        for (int i = stages.size() - 2; i >= 0; i--) {
            result = new Ast.Pipe(stages.get(i), result, pipes.get(i).start());
        }
        nesting--;
        return result;
    }

    private Ast commas() {
        Ast left = item();
        while (peek().is(",")) {
            int at = next().start();
            left = new Ast.Comma(left, item(), at);
        }
        return left;
    }

    /// What stands between commas: a definition, a label or binding with everything behind it, or an expression.
    private Ast item() {
        Token token = peek();
        if (token.is("def")) {
            return definition();
        }
        if (token.is("label")) {
            next();
            Token name = expect(Type.VARIABLE, "a label such as $out");
            expect("|");
            return new Ast.LabelOf(name.text(), query(), token.start());
        }
        Ast expression = expression(0);
        if (peek().is("as")) {
            int at = next().start();
            List<Ast.Pattern> patterns = new PatternParser(this).patterns();
            expect("|");
            return new Ast.Bind(expression, patterns, query(), at);
        }
        return expression;
    }

    private Ast definition() {
        Token start = next();
        Token name = next();
        if (name.type() != Type.NAME && name.type() != Type.KEYWORD) {
            throw unexpected(name, "the name of the function");
        }
        List<String> parameters = new ArrayList<>();
        if (peek().is("(")) {
            next();
            do {
                Token parameter = next();
                switch (parameter.type()) {
                    case NAME, KEYWORD -> parameters.add(parameter.text());
                    case VARIABLE -> parameters.add("$" + parameter.text());
                    default -> throw unexpected(parameter, "the name of a parameter");
                }
            } while (accept(";"));
            expect(")");
        }
        expect(":");
        Ast body = query();
        expect(";");
        return new Ast.Def(name.text(), parameters, body, query(), start.start());
    }

    /// A binary expression without pipe and comma.
    Ast expression(int minimum) {
        Ast left = prefix();
        while (true) {
            Token operator = peek();
            int precedence = operator.type() == Type.SYMBOL || operator.type() == Type.KEYWORD
                    ? precedence(operator.text())
                    : -1;
            if (precedence < 0 || precedence < minimum) {
                return left;
            }
            next();
            boolean right = precedence == ALTERNATIVE;
            Ast operand = expression(right ? precedence : precedence + 1);
            left = new Ast.Binary(operator.text(), left, operand, operator.start());
            if ((precedence == ASSIGNMENT || precedence == COMPARISON)
                    && precedence(peek().text()) == precedence
                    && peek().type() == Type.SYMBOL) {
                throw unexpected(
                        peek(),
                        "one " + (precedence == ASSIGNMENT ? "assignment" : "comparison")
                                + " at a time (use parentheses)");
            }
        }
    }

    private Ast prefix() {
        Token token = peek();
        if (!token.is("-")) {
            return new TermParser(this).postfix();
        }
        next();
        if (++nesting > MAX_NESTING) {
            throw error("The expression is nested deeper than " + MAX_NESTING + " levels", token);
        }
        Ast operand = prefix();
        nesting--;
        return new Ast.Negate(operand, token.start());
    }

    private static int precedence(String operator) {
        return switch (operator) {
            case "//" -> ALTERNATIVE;
            case "=", "|=", "+=", "-=", "*=", "/=", "%=", "//=" -> ASSIGNMENT;
            case "or" -> OR;
            case "and" -> AND;
            case "==", "!=", "<", "<=", ">", ">=" -> COMPARISON;
            case "+", "-" -> SUM;
            case "*", "/", "%" -> PRODUCT;
            default -> -1;
        };
    }

    Token peek() {
        return tokens.get(position);
    }

    Token peekSecond() {
        return tokens.get(Math.min(position + 1, tokens.size() - 1));
    }

    Token next() {
        Token token = tokens.get(position);
        if (token.type() != Type.END) {
            position++;
        }
        return token;
    }

    boolean accept(String symbol) {
        if (peek().is(symbol)) {
            next();
            return true;
        }
        return false;
    }

    /// Takes a `?`, also from the front of `?//`.
    void acceptOptional() {
        Token token = peek();
        if (token.text().length() == 1) {
            next();
        } else {
            tokens.set(
                    position, new Token(token.type(), token.text().substring(1), token.start() + 1, token.end(), null));
        }
    }

    Token expect(String symbol) {
        Token token = next();
        if (!token.is(symbol)) {
            throw unexpected(token, symbol);
        }
        return token;
    }

    Token expect(Type type, String what) {
        Token token = next();
        if (token.type() != type) {
            throw unexpected(token, what);
        }
        return token;
    }

    private void requireEnd() {
        if (peek().type() != Type.END) {
            throw unexpected(peek(), "the end of the expression");
        }
    }

    ExpressionException.CompileFailed unexpected(Token token, @Nullable String expected) {
        String found = token.type() == Type.END ? "end of the expression" : text.substring(token.start(), token.end());
        return error("Unexpected " + found + (expected == null ? "" : ", expected " + expected), token);
    }

    ExpressionException.CompileFailed error(String message, Token token) {
        return Lexer.error(text, message, token.start(), text.substring(token.start(), token.end()), null);
    }
}

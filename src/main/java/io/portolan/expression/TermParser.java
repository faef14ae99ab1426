package io.portolan.expression;

import io.portolan.expression.Token.Type;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Reads terms: literals, paths with their suffixes, constructors, calls and the constructs with keywords.
final class TermParser {

    private final Parser parser;

    TermParser(Parser parser) {
        this.parser = parser;
    }

    /// A term with everything that may follow it: `.a`, `[ ]`, `?`.
    Ast postfix() {
        if (parser.peek().is("try")) {
            return tryCatch();
        }
        Token first = parser.peek();
        boolean access = first.type() == Type.FIELD
                || (first.is(".") && parser.peekSecond().type() == Type.STRING);
        Ast term = term();
        while (true) {
            Token token = parser.peek();
            if (token.type() == Type.FIELD) {
                parser.next();
                term = new Ast.Index(term, literal(token.text(), token), token.start());
                access = true;
            } else if (token.is(".") && parser.peekSecond().type() == Type.STRING) {
                parser.next();
                term = new Ast.Index(term, text(), token.start());
                access = true;
            } else if (token.is(".") && parser.peekSecond().is("[")) {
                parser.next();
            } else if (token.is("[")) {
                term = brackets(term);
                access = true;
            } else if (token.is("?") || token.is("?//") || token.is("?//=")) {
                parser.acceptOptional();
                term = access ? OptionalAccess.of(term, token.start()) : new Ast.Try(term, null, false, token.start());
                access = false;
            } else {
                return term;
            }
        }
    }

    private Ast tryCatch() {
        int at = parser.next().start();
        Ast body = operand();
        Ast handler = parser.accept("catch") ? operand() : null;
        return new Ast.Try(body, handler, false, at);
    }

    /// What `try` and `catch` take: a term with its suffixes, or a negated one.
    private Ast operand() {
        Token token = parser.peek();
        if (token.is("-")) {
            parser.next();
            return new Ast.Negate(operand(), token.start());
        }
        return postfix();
    }

    private Ast brackets(Ast target) {
        int at = parser.expect("[").start();
        if (parser.accept("]")) {
            return new Ast.Iterate(target, at);
        }
        if (parser.accept(":")) {
            Ast to = parser.query();
            parser.expect("]");
            return new Ast.Slice(target, null, to, at);
        }
        Ast from = parser.query();
        if (parser.accept(":")) {
            Ast to = parser.peek().is("]") ? null : parser.query();
            parser.expect("]");
            return new Ast.Slice(target, from, to, at);
        }
        parser.expect("]");
        return new Ast.Index(target, from, at);
    }

    private Ast term() {
        Token token = parser.peek();
        int at = token.start();
        switch (token.type()) {
            case NUMBER:
                parser.next();
                return new Ast.Literal(number(token.text()), at);
            case STRING, FORMAT:
                return text();
            case FIELD:
                parser.next();
                return new Ast.Index(new Ast.Identity(at), literal(token.text(), token), at);
            case VARIABLE:
                parser.next();
                return token.text().equals("__loc__") ? location(token) : new Ast.Variable(token.text(), at);
            case NAME:
                return call();
            case KEYWORD:
                return keyword(token);
            case END:
                throw parser.unexpected(token, null);
            default:
                return symbol(token);
        }
    }

    private Ast symbol(Token token) {
        int at = token.start();
        switch (token.text()) {
            case ".":
                parser.next();
                if (parser.peek().type() == Type.STRING) {
                    return new Ast.Index(new Ast.Identity(at), text(), at);
                }
                return new Ast.Identity(at);
            case "..":
                parser.next();
                return new Ast.RecurseDefault(at);
            case "(":
                parser.next();
                Ast inner = parser.query();
                parser.expect(")");
                return inner;
            case "[":
                parser.next();
                if (parser.accept("]")) {
                    return new Ast.ArrayOf(null, at);
                }
                Ast items = parser.query();
                parser.expect("]");
                return new Ast.ArrayOf(items, at);
            case "{":
                return object();
            default:
                throw parser.unexpected(token, null);
        }
    }

    private Ast keyword(Token token) {
        int at = token.start();
        return switch (token.text()) {
            case "if" -> {
                parser.next();
                yield conditional(token);
            }
            case "reduce" -> {
                parser.next();
                Ast source = parser.expression(0);
                parser.expect("as");
                List<Ast.Pattern> patterns = new PatternParser(parser).patterns();
                parser.expect("(");
                Ast init = parser.query();
                parser.expect(";");
                Ast update = parser.query();
                parser.expect(")");
                yield new Ast.Reduce(source, patterns, init, update, at);
            }
            case "foreach" -> {
                parser.next();
                Ast source = parser.expression(0);
                parser.expect("as");
                List<Ast.Pattern> patterns = new PatternParser(parser).patterns();
                parser.expect("(");
                Ast init = parser.query();
                parser.expect(";");
                Ast update = parser.query();
                Ast extract = parser.accept(";") ? parser.query() : null;
                parser.expect(")");
                yield new Ast.Foreach(source, patterns, init, update, extract, at);
            }
            default -> throw parser.unexpected(token, null);
        };
    }

    private Ast conditional(Token start) {
        Ast condition = parser.query();
        parser.expect("then");
        Ast then = parser.query();
        Token token = parser.next();
        if (token.is("elif")) {
            return new Ast.If(condition, then, conditional(start), start.start());
        }
        if (token.is("else")) {
            Ast otherwise = parser.query();
            parser.expect("end");
            return new Ast.If(condition, then, otherwise, start.start());
        }
        if (token.is("end")) {
            return new Ast.If(condition, then, null, start.start());
        }
        throw parser.unexpected(token, "elif, else or end");
    }

    private Ast call() {
        Token name = parser.next();
        if (name.text().equals("break") && parser.peek().type() == Type.VARIABLE) {
            return new Ast.Break(parser.next().text(), name.start());
        }
        List<Ast> arguments = new ArrayList<>();
        if (parser.accept("(")) {
            do {
                arguments.add(parser.query());
            } while (parser.accept(";"));
            parser.expect(")");
        }
        return new Ast.Call(name.text(), arguments, name.start());
    }

    /// A string, with or without a format before it, or a format alone.
    Ast text() {
        Token token = parser.next();
        String format = null;
        if (token.type() == Type.FORMAT) {
            if (!Formats.NAMES.contains(token.text())) {
                throw Lexer.error(
                        parser.text,
                        token.text() + " is not a valid format",
                        token.start(),
                        token.text(),
                        Suggestions.nearest(token.text(), Formats.NAMES));
            }
            format = token.text();
            if (parser.peek().type() != Type.STRING) {
                return new Ast.Format(format, token.start());
            }
            token = parser.next();
        }
        List<Ast> parts = new ArrayList<>();
        if (token.parts() != null) {
            for (Token.Part part : token.parts()) {
                if (part.literal() != null) {
                    if (!part.literal().isEmpty() || token.parts().size() == 1) {
                        parts.add(literal(part.literal(), token));
                    }
                } else if (part.query() != null) {
                    // behind a pipe, so that a literal in the query is not taken for text of the string
                    parts.add(
                            new Ast.Pipe(new Ast.Identity(token.start()), parser.nested(part.query()), token.start()));
                }
            }
        }
        if (parts.size() == 1
                && parts.getFirst() instanceof Ast.Literal
                && token.parts() != null
                && token.parts().size() == 1) {
            return parts.getFirst();
        }
        return new Ast.Text(format, parts, token.start());
    }

    private Ast object() {
        Token start = parser.expect("{");
        List<Ast.Member> members = new ArrayList<>();
        if (parser.accept("}")) {
            return new Ast.ObjectOf(members, start.start());
        }
        do {
            if (!members.isEmpty() && parser.peek().is("}")) {
                break;
            }
            members.add(member());
        } while (parser.accept(","));
        parser.expect("}");
        return new Ast.ObjectOf(members, start.start());
    }

    private Ast.Member member() {
        Token token = parser.peek();
        int at = token.start();
        switch (token.type()) {
            case VARIABLE -> {
                parser.next();
                boolean location = token.text().equals("__loc__");
                Ast variable = location ? location(token) : new Ast.Variable(token.text(), at);
                if (!location && parser.accept(":")) {
                    return new Ast.Member(variable, value());
                }
                return new Ast.Member(literal(token.text(), token), variable);
            }
            case NAME, KEYWORD -> {
                parser.next();
                Ast key = literal(token.text(), token);
                return new Ast.Member(key, valueOr(new Ast.Index(new Ast.Identity(at), key, at)));
            }
            case STRING, FORMAT -> {
                Ast key = text();
                return new Ast.Member(key, valueOr(new Ast.Index(new Ast.Identity(at), key, at)));
            }
            case NUMBER -> {
                parser.next();
                throw parser.error("May need parentheses around object key expression", token);
            }
            default -> {
                parser.expect("(");
                Ast key = parser.query();
                parser.expect(")");
                requireTextKey(parser, key, token);
                parser.expect(":");
                return new Ast.Member(key, value());
            }
        }
    }

    static void requireTextKey(Parser parser, Ast key, Token token) {
        JsonNode constant = switch (key) {
            case Ast.Literal literal -> literal.value();
            case Ast.Call call when call.arguments().isEmpty() -> constant(call.name());
            case Ast.ArrayOf array when array.items() == null -> Values.array();
            case Ast.ObjectOf object when object.members().isEmpty() -> Values.object();
            default -> null;
        };
        if (constant != null && !constant.isString()) {
            throw parser.error(
                    "Cannot use " + Kind.of(constant).type + " (" + JsonText.excerpt(constant) + ") as object key",
                    token);
        }
    }

    private static @Nullable JsonNode constant(String name) {
        return switch (name) {
            case "true" -> Values.bool(true);
            case "false" -> Values.bool(false);
            case "null" -> Values.NULL;
            default -> null;
        };
    }

    private Ast valueOr(Ast shorthand) {
        return parser.accept(":") ? value() : shorthand;
    }

    /// The value of a member: an expression, with pipes but without commas.
    private Ast value() {
        Ast value = parser.expression(0);
        if (parser.peek().is("|")) {
            int at = parser.next().start();
            return new Ast.Pipe(value, value(), at);
        }
        return value;
    }

    private Ast location(Token token) {
        int line = 1;
        for (int i = 0; i < token.start(); i++) {
            if (parser.text.charAt(i) == '\n') {
                line++;
            }
        }
        List<Ast.Member> members = List.of(
                new Ast.Member(literal("file", token), literal("<top-level>", token)),
                new Ast.Member(literal("line", token), new Ast.Literal(Values.integer(line), token.start())));
        return new Ast.ObjectOf(members, token.start());
    }

    private static JsonNode number(String text) {
        String digits = text.startsWith(".") ? "0" + text : text;
        return Numbers.literal(digits.endsWith(".") ? digits.substring(0, digits.length() - 1) : digits);
    }

    private static Ast literal(String value, Token token) {
        return new Ast.Literal(Values.text(value), token.start());
    }
}

package io.portolan.expression;

import io.portolan.expression.Ast.Pattern;
import io.portolan.expression.Token.Type;
import java.util.ArrayList;
import java.util.List;

/// Reads destructuring patterns: `$x`, `[$a, $b]`, `{a: $x, $b, ("k"): $c}`, and alternatives with `?//`.
final class PatternParser {

    private final Parser parser;

    PatternParser(Parser parser) {
        this.parser = parser;
    }

    List<Pattern> patterns() {
        List<Pattern> patterns = new ArrayList<>();
        do {
            patterns.add(pattern());
        } while (parser.accept("?//"));
        return patterns;
    }

    private Pattern pattern() {
        Token token = parser.next();
        if (token.type() == Type.VARIABLE) {
            return new Pattern.Name(token.text(), token.start());
        }
        if (token.is("[")) {
            List<Pattern> items = new ArrayList<>();
            do {
                items.add(pattern());
            } while (parser.accept(","));
            parser.expect("]");
            return new Pattern.Items(items);
        }
        if (token.is("{")) {
            List<Pattern.Field> fields = new ArrayList<>();
            do {
                fields.add(field());
            } while (parser.accept(","));
            parser.expect("}");
            return new Pattern.Fields(fields);
        }
        throw parser.unexpected(token, "a variable such as $x, [ or {");
    }

    private Pattern.Field field() {
        Token token = parser.peek();
        switch (token.type()) {
            case VARIABLE -> {
                parser.next();
                Ast key = new Ast.Literal(Values.text(token.text()), token.start());
                Pattern value = parser.accept(":") ? pattern() : null;
                return new Pattern.Field(token.text(), key, value, token.start());
            }
            case NAME, KEYWORD -> {
                parser.next();
                parser.expect(":");
                Ast key = new Ast.Literal(Values.text(token.text()), token.start());
                return new Pattern.Field(null, key, pattern(), token.start());
            }
            case STRING, FORMAT -> {
                Ast key = new TermParser(parser).text();
                parser.expect(":");
                return new Pattern.Field(null, key, pattern(), token.start());
            }
            default -> {
                parser.expect("(");
                Ast key = parser.query();
                parser.expect(")");
                TermParser.requireTextKey(parser, key, token);
                parser.expect(":");
                return new Pattern.Field(null, key, pattern(), token.start());
            }
        }
    }
}

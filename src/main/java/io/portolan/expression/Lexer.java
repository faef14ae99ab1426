package io.portolan.expression;

import io.portolan.expression.Token.Part;
import io.portolan.expression.Token.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Splits a program text into tokens.
final class Lexer {

    private static final Set<String> KEYWORDS = Set.of(
            "def", "if", "then", "else", "elif", "end", "as", "reduce", "foreach", "try", "catch", "label", "import",
            "include", "module", "and", "or", "__loc__");
    private static final String[] SYMBOLS = {
        "?//=", "?//", "//=", "|=", "+=", "-=", "*=", "/=", "%=", "==", "!=", "<=", ">=", "//", "..", "::", "|", ",",
        "=", "<", ">", "+", "-", "*", "/", "%", ".", "[", "]", "(", ")", "{", "}", ":", ";", "?", "$"
    };
    private static final int MAX_NESTING = 200;

    private final String text;
    private int at;

    Lexer(String text) {
        this.text = text;
    }

    List<Token> tokens() {
        return tokens(0);
    }

    private List<Token> tokens(int nesting) {
        if (nesting > MAX_NESTING) {
            throw error("Strings are nested deeper than " + MAX_NESTING + " levels", at, "\\(");
        }
        List<Token> tokens = new ArrayList<>();
        int open = 0;
        while (true) {
            skipBlanks();
            if (at >= text.length()) {
                if (nesting > 0) {
                    throw error("The interpolation \\( is not closed", at, "");
                }
                tokens.add(new Token(Type.END, "", at, at, null));
                return tokens;
            }
            char c = text.charAt(at);
            if (c == '(') {
                open++;
            } else if (c == ')') {
                if (open == 0 && nesting > 0) {
                    tokens.add(new Token(Type.END, ")", at, at + 1, null));
                    at++;
                    return tokens;
                }
                open--;
            }
            tokens.add(next(c, nesting));
        }
    }

    private Token next(char c, int nesting) {
        int start = at;
        if (c == '"') {
            return string(nesting);
        }
        if (isDigit(c) || (c == '.' && at + 1 < text.length() && isDigit(text.charAt(at + 1)))) {
            return number();
        }
        if (isNameStart(c)) {
            skipName();
            while (text.startsWith("::", at) && at + 2 < text.length() && isNameStart(text.charAt(at + 2))) {
                at += 2;
                skipName();
            }
            String name = text.substring(start, at);
            return new Token(KEYWORDS.contains(name) ? Type.KEYWORD : Type.NAME, name, start, at, null);
        }
        if (c == '.' && at + 1 < text.length() && isNameStart(text.charAt(at + 1))) {
            at++;
            skipName();
            return new Token(Type.FIELD, text.substring(start + 1, at), start, at, null);
        }
        if (c == '$' && at + 1 < text.length() && isNameStart(text.charAt(at + 1))) {
            at++;
            skipName();
            while (text.startsWith("::", at) && at + 2 < text.length() && isNameStart(text.charAt(at + 2))) {
                at += 2;
                skipName();
            }
            return new Token(Type.VARIABLE, text.substring(start + 1, at), start, at, null);
        }
        if (c == '@' && at + 1 < text.length() && isNameStart(text.charAt(at + 1))) {
            at++;
            skipName();
            return new Token(Type.FORMAT, text.substring(start, at), start, at, null);
        }
        for (String symbol : SYMBOLS) {
            if (text.startsWith(symbol, at)) {
                at += symbol.length();
                return new Token(Type.SYMBOL, symbol, start, at, null);
            }
        }
        String token = new String(Character.toChars(text.codePointAt(at)));
        String hint = c == '\'' ? ": strings stand in double quotes" : "";
        throw error("Unexpected character " + token + hint, at, token);
    }

    private Token number() {
        int start = at;
        skipDigits();
        if (at < text.length() && text.charAt(at) == '.') {
            at++;
            skipDigits();
        }
        if (at < text.length() && (text.charAt(at) == 'e' || text.charAt(at) == 'E')) {
            int exponent = at + 1;
            if (exponent < text.length() && (text.charAt(exponent) == '+' || text.charAt(exponent) == '-')) {
                exponent++;
            }
            if (exponent < text.length() && isDigit(text.charAt(exponent))) {
                at = exponent;
                skipDigits();
            }
        }
        return new Token(Type.NUMBER, text.substring(start, at), start, at, null);
    }

    private Token string(int nesting) {
        int start = at++;
        List<Part> parts = new ArrayList<>();
        StringBuilder literal = new StringBuilder();
        while (true) {
            if (at >= text.length()) {
                throw error("The string is not closed", start, "\"");
            }
            char c = text.charAt(at++);
            if (c == '"') {
                parts.add(new Part(literal.toString(), null));
                return new Token(Type.STRING, text.substring(start, at), start, at, parts);
            }
            if (c != '\\') {
                literal.append(c);
                continue;
            }
            if (at >= text.length()) {
                throw error("The string is not closed", start, "\"");
            }
            char escape = text.charAt(at++);
            switch (escape) {
                case '"', '\\', '/' -> literal.append(escape);
                case 'n' -> literal.append('\n');
                case 't' -> literal.append('\t');
                case 'r' -> literal.append('\r');
                case 'b' -> literal.append('\b');
                case 'f' -> literal.append('\f');
                case 'u' -> unicode(literal);
                case '(' -> {
                    parts.add(new Part(literal.toString(), null));
                    literal.setLength(0);
                    parts.add(new Part(null, tokens(nesting + 1)));
                }
                default -> throw error("Invalid escape \\" + escape + " in a string", at - 2, "\\" + escape);
            }
        }
    }

    private void unicode(StringBuilder literal) {
        char unit = hex();
        if (Character.isHighSurrogate(unit) && text.startsWith("\\u", at)) {
            int back = at;
            at += 2;
            char low = hex();
            if (Character.isLowSurrogate(low)) {
                literal.append(unit).append(low);
                return;
            }
            at = back;
        }
        literal.append(Character.isSurrogate(unit) ? '\uFFFD' : unit);
    }

    private char hex() {
        if (at + 4 > text.length()) {
            throw error("Invalid escape \\u in a string: four hexadecimal digits are needed", at - 2, "\\u");
        }
        int value = 0;
        for (int i = 0; i < 4; i++) {
            int digit = Character.digit(text.charAt(at + i), 16);
            if (digit < 0) {
                throw error("Invalid escape \\u in a string: four hexadecimal digits are needed", at - 2, "\\u");
            }
            value = value * 16 + digit;
        }
        at += 4;
        return (char) value;
    }

    private void skipBlanks() {
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '#') {
                skipComment();
            } else if (c == ' ' || c == '\t' || c == '\n' || c == '\r') {
                at++;
            } else {
                return;
            }
        }
    }

    /// To the end of the line, or further when the line ends with an odd number of backslashes.
    private void skipComment() {
        boolean escaped = false;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '\\') {
                escaped = !escaped;
            } else if (c == '\r' && text.startsWith("\r\n", at)) {
                at++;
                if (!escaped) {
                    return;
                }
                escaped = false;
            } else if (c == '\n') {
                if (!escaped) {
                    return;
                }
                escaped = false;
            } else {
                escaped = false;
            }
            at++;
        }
    }

    private void skipName() {
        while (at < text.length() && isNamePart(text.charAt(at))) {
            at++;
        }
    }

    private void skipDigits() {
        while (at < text.length() && isDigit(text.charAt(at))) {
            at++;
        }
    }

    static boolean isNameStart(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
    }

    private static boolean isNamePart(char c) {
        return isNameStart(c) || isDigit(c);
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private ExpressionException.CompileFailed error(String message, int index, String token) {
        return error(text, message, index, token, null);
    }

    /// An error with the line and column of an index.
    static ExpressionException.CompileFailed error(
            String text,
            String message,
            int index,
            String token,
            @org.jspecify.annotations.Nullable String suggestion) {
        int line = 1;
        int lineStart = 0;
        for (int i = 0; i < Math.min(index, text.length()); i++) {
            if (text.charAt(i) == '\n') {
                line++;
                lineStart = i + 1;
            }
        }
        return new ExpressionException.CompileFailed(message, line, index - lineStart + 1, token, suggestion);
    }
}

package io.portolan.expression;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// A regular expression in jq's syntax, compiled to Java's, which counts the characters it looks at.
final class Regex {

    private static final int CACHED = 300;
    private static final int MAX_LENGTH = 10_000;
    private static final Map<String, Regex> CACHE = new ConcurrentHashMap<>();

    private final Pattern ascii;
    private final Pattern unicode;
    private final List<@Nullable String> groups;
    private final boolean global;
    private final boolean skipEmpty;

    private Regex(String text, String flags) {
        int options = Pattern.UNIX_LINES;
        boolean all = false;
        boolean notEmpty = false;
        boolean extended = false;
        for (int i = 0; i < flags.length(); i++) {
            switch (flags.charAt(i)) {
                case 'g' -> all = true;
                case 'i' -> options |= Pattern.CASE_INSENSITIVE;
                case 'x' -> {
                    options |= Pattern.COMMENTS;
                    extended = true;
                }
                case 's' -> {}
                case 'p' -> options |= Pattern.DOTALL;
                case 'l' -> {}
                case 'n' -> notEmpty = true;
                default -> throw new JqError(flags + " is not a valid modifier string");
            }
        }
        RegexSyntax syntax = new RegexSyntax(text, extended);
        try {
            String translated = syntax.translate();
            this.ascii = Pattern.compile(translated, options);
            this.unicode =
                    Pattern.compile(translated, options | Pattern.UNICODE_CASE | Pattern.UNICODE_CHARACTER_CLASS);
        } catch (PatternSyntaxException e) {
            throw new JqError(text + " (at offset 0) is not a valid regex: " + e.getDescription());
        }
        this.groups = syntax.groups();
        this.global = all;
        this.skipEmpty = notEmpty;
    }

    /// Compiles or takes from the cache. `pattern` may be `[pattern, flags]`.
    static Regex of(JsonNode pattern, JsonNode flags, String added) {
        JsonNode text = pattern;
        JsonNode options = flags;
        if (pattern.isArray() && options.isNull() && added.isEmpty()) {
            text = Items.get(pattern, Values.integer(0));
            options = Items.get(pattern, Values.integer(1));
        }
        if (!text.isString()) {
            boolean alone = options.isNull() && added.isEmpty();
            throw new JqError(
                    alone && (!pattern.isArray() || pattern.isEmpty())
                            ? Kind.of(pattern).type + " not a string or array"
                            : Items.describe(added.isEmpty() ? text : pattern) + " is not a string");
        }
        if (!options.isNull() && !options.isString()) {
            throw new JqError(Items.describe(options) + " is not a string");
        }
        String all = (options.isNull() ? "" : options.stringValue()) + added;
        String source = text.stringValue();
        String key = all + "/" + source;
        Regex cached = CACHE.get(key);
        if (cached == null) {
            if (source.length() > MAX_LENGTH) {
                throw new JqError("A regex of " + source.length() + " characters is longer than " + MAX_LENGTH);
            }
            cached = new Regex(source, all);
            if (CACHE.size() >= CACHED) {
                CACHE.clear();
            }
            CACHE.put(key, cached);
        }
        return cached;
    }

    /// One match: the bounds of the whole and of the groups in UTF-16 units, -1 where a group took no part.
    record Match(int[] starts, int[] ends) {
        int start() {
            return starts[0];
        }

        int end() {
            return ends[0];
        }

        @Nullable
        String group(String text, int index) {
            return starts[index] < 0 ? null : text.substring(starts[index], ends[index]);
        }
    }

    List<@Nullable String> groups() {
        return groups;
    }

    boolean test(Run run, String text) {
        return !find(run, text, true).isEmpty();
    }

    List<Match> matches(Run run, String text) {
        return find(run, text, !global);
    }

    private List<Match> find(Run run, String text, boolean onlyFirst) {
        boolean plain = true;
        for (int i = 0; plain && i < text.length(); i++) {
            plain = text.charAt(i) < 0x80;
        }
        List<Match> found = new ArrayList<>();
        try {
            Matcher matcher = (plain ? ascii : unicode).matcher(new Counted(run, text, 0, text.length()));
            while (matcher.find()) {
                run.step();
                if (skipEmpty && matcher.end() == matcher.start()) {
                    continue;
                }
                int count = matcher.groupCount() + 1;
                int[] starts = new int[count];
                int[] ends = new int[count];
                for (int i = 0; i < count; i++) {
                    starts[i] = matcher.start(i);
                    ends[i] = matcher.end(i);
                }
                run.allocate(Memory.ARRAY * 2L + 8L * count);
                run.size((Memory.ARRAY * 2L + 8L * count) * found.size());
                found.add(new Match(starts, ends));
                if (onlyFirst) {
                    break;
                }
            }
        } catch (StackOverflowError e) {
            if (!(Thread.currentThread() instanceof TooDeep.DeepThread)) {
                throw TooDeep.SIGNAL;
            }
            throw new ExpressionException.LimitExceeded(
                    ExpressionException.Limit.REGEX, "A regular expression repeats a group too often");
        }
        return found;
    }

    /// A text that charges the budget for every character that is looked at.
    private record Counted(Run run, String text, int from, int to) implements CharSequence {
        @Override
        public int length() {
            return to - from;
        }

        @Override
        public char charAt(int index) {
            run.regexStep();
            return text.charAt(from + index);
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return new Counted(run, text, from + start, from + end);
        }

        @Override
        public String toString() {
            return text.substring(from, to);
        }
    }
}

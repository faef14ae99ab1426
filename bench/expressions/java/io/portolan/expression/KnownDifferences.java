package io.portolan.expression;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Where this engine differs from jq on purpose; each is told in `docs/expressions.md`.
final class KnownDifferences {

    private static final Pattern SLICES_COMPARED =
            Pattern.compile("\\[[-0-9.]*:[-0-9.]*].*[!=]=.*\\[[-0-9.]*:[-0-9.]*]");

    private KnownDifferences() {}

    /// Why the two results may differ; null when they must not.
    static @Nullable String reason(String program, String ours, String theirs) {
        if (theirs.contains("__jq")) {
            return "jq shows the object that it carries a break with to a catch";
        }
        if (program.contains("break $")) {
            return "jq lets a catch or ? take a break; here it always reaches its label";
        }
        if (theirs.contains("number (-0)")) {
            return "jq tells a computed 0 from a written one when it negates it";
        }
        if (theirs.contains("Regex failure")) {
            return "the words for a broken regular expression";
        }
        if (theirs.contains("invalid gmtime representation")) {
            return "jq takes the second before 1970 for an error of mktime";
        }
        if (SLICES_COMPARED.matcher(program).find()) {
            return "jq takes slices of one length for equal";
        }
        if (theirs.contains("\"failed\"")) {
            return "jq itself broke down";
        }
        if (ours.contains("more than 32768 KiB") || ours.contains("longer than")) {
            return "a limit of this engine";
        }
        return null;
    }
}

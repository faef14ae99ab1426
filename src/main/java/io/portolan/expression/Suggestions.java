package io.portolan.expression;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Finds the known name that looks most like an unknown one.
final class Suggestions {

    private Suggestions() {}

    /// The nearest of the candidates, or null when none is near.
    static @Nullable String nearest(String name, Collection<String> candidates) {
        String best = null;
        int bestDistance = (name.length() < 4 ? 1 : Math.max(2, name.length() / 3)) + 1;
        for (String candidate : candidates) {
            if (Math.abs(candidate.length() - name.length()) >= bestDistance) {
                continue;
            }
            int distance = distance(name, candidate);
            if (distance < bestDistance) {
                bestDistance = distance;
                best = candidate;
            }
        }
        return best;
    }

    /// For an unknown function: the arities it is known with, or the nearest known name.
    static @Nullable String function(String name, Scope scope) {
        Set<String> known = new LinkedHashSet<>(scope.names(Scope.Name.class));
        known.addAll(Builtins.keys());
        known.addAll(Library.keys());
        known.removeIf(key -> !key.contains("/") || key.startsWith("_"));
        Set<String> arities = new LinkedHashSet<>();
        Set<String> names = new LinkedHashSet<>();
        for (String key : known) {
            names.add(key.substring(0, key.indexOf('/')));
            if (key.startsWith(name + "/")) {
                arities.add(key);
            }
        }
        return arities.isEmpty() ? nearest(name, names) : String.join(" or ", arities);
    }

    private static int distance(String a, String b) {
        int[] previous = new int[b.length() + 1];
        int[] current = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            current[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                boolean same = Character.toLowerCase(a.charAt(i - 1)) == Character.toLowerCase(b.charAt(j - 1));
                current[j] = Math.min(Math.min(current[j - 1], previous[j]) + 1, previous[j - 1] + (same ? 0 : 1));
            }
            int[] swap = previous;
            previous = current;
            current = swap;
        }
        return previous[b.length()];
    }
}

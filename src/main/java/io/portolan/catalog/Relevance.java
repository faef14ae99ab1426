package io.portolan.catalog;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The order of a search for words that asks for no other: entities called so, then those whose names begin so,
/// then those with words in their names that begin so, then all others in whose texts the words occur; by title in
/// each.
///
/// Each of these is a question of its own that an index answers, asked only while the page is not full.
final class Relevance {

    /// Of names, what is compared with the beginning of a search; these expressions have indexes.
    private static final List<String> BEGINNINGS =
            List.of("lower(left(e.title, 200)) collate \"C\"", "lower(left(e.identifier, 200)) collate \"C\"");

    private final List<String> words;
    private final SqlParameters parameters;
    private final String phrase;
    private final List<String> tiers;

    Relevance(List<String> words, SqlParameters parameters) {
        this.words = words;
        this.parameters = parameters;
        this.phrase = String.join(" ", words);
        String called = eitherName(name -> name + " = " + parameters.text(phrase));
        String first = eitherName(this::begins);
        this.tiers =
                List.of(called, first, "(" + each("e.name_text", "% ") + ")", "(" + each("e.search_text", "%") + ")");
    }

    private static String eitherName(UnaryOperator<String> condition) {
        return BEGINNINGS.stream().map(condition).collect(Collectors.joining(" or ", "(", ")"));
    }

    private String begins(String name) {
        return name + " like " + like(SqlParameters.escape(phrase) + "%");
    }

    /// What every entity found fulfils.
    String condition() {
        return tiers.getLast();
    }

    private String each(String column, String before) {
        return words.stream()
                .map(word -> column + " like " + like(before + SqlParameters.escape(word) + "%"))
                .collect(Collectors.joining(" and "));
    }

    private String like(String pattern) {
        return parameters.text(pattern);
    }

    /// A further condition with its order, which may be empty, and the tier that its answers belong to.
    record Part(int tier, String condition, String orderBy) {}

    /// The questions whose answers, one after the other, are what comes after the cursor.
    ///
    /// @param byTitle the order within a tier
    List<Part> parts(Ordering byTitle, @Nullable PageCursor cursor) {
        List<Part> parts = new ArrayList<>();
        for (int tier = cursor == null ? 0 : cursor.tier(); tier < tiers.size(); tier++) {
            PageCursor from = cursor != null && cursor.tier() == tier ? cursor : null;
            Ordering.Part inside = byTitle.parts(from, true, parameters).getFirst();
            parts.add(new Part(tier, alone(tier) + " and " + inside.condition(), inside.orderBy()));
        }
        return parts;
    }

    /// What is called so, and what begins so, for somebody who is still typing: in the order of an index or in none, so
    /// that it does not matter how many there are.
    List<Part> beginnings() {
        String title = BEGINNINGS.getFirst();
        String identifier = BEGINNINGS.getLast();
        return List.of(
                new Part(0, alone(0), ""),
                new Part(1, begins(title) + " and not coalesce(" + tiers.getFirst() + ", false)", title),
                new Part(
                        1,
                        begins(identifier) + " and not coalesce(" + begins(title) + " or " + tiers.getFirst()
                                + ", false)",
                        identifier));
    }

    /// What the words occur in, without an order.
    List<Part> occurrences() {
        return List.of(new Part(2, alone(2), ""), new Part(3, alone(3), ""));
    }

    /// All of them as one question, for rows to be skipped.
    Part whole(Ordering byTitle, @Nullable PageCursor cursor) {
        String number = number();
        Ordering.Part inside = byTitle.parts(cursor, true, parameters).getFirst();
        String after = cursor == null
                ? "true"
                : "(" + number + " > " + cursor.tier() + " or " + number + " = " + cursor.tier() + " and "
                        + inside.condition() + ")";
        return new Part(-1, condition() + " and " + after, number + ", " + inside.orderBy());
    }

    /// The tier of the row as a column of the select, for [#whole].
    String column() {
        return ", " + number() + " as tier";
    }

    private String number() {
        return "case when " + tiers.get(0) + " then 0 when " + tiers.get(1) + " then 1 when " + tiers.get(2)
                + " then 2 else 3 end";
    }

    /// Every tier is part of the next.
    private String alone(int tier) {
        return tier == 0 ? tiers.getFirst() : tiers.get(tier) + " and not coalesce(" + tiers.get(tier - 1) + ", false)";
    }
}

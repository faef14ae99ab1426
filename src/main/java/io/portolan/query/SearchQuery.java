package io.portolan.query;

import java.util.List;

/// A search: rules and how they are put together, nested to any depth through [Rule.Group].
public record SearchQuery(Combinator combinator, List<Rule> rules) {

    private static final SearchQuery EVERYTHING = new SearchQuery(Combinator.AND, List.of());

    public SearchQuery {
        rules = List.copyOf(rules);
    }

    /// The query that every entity matches.
    public static SearchQuery everything() {
        return EVERYTHING;
    }

    public static SearchQuery and(Rule... rules) {
        return new SearchQuery(Combinator.AND, List.of(rules));
    }

    public static SearchQuery or(Rule... rules) {
        return new SearchQuery(Combinator.OR, List.of(rules));
    }

    /// What matches this query and the other one as well.
    public SearchQuery and(SearchQuery other) {
        if (equals(EVERYTHING)) {
            return other;
        }
        return other.equals(EVERYTHING) ? this : and(new Rule.Group(this), new Rule.Group(other));
    }

    /// Whether it matches everything by its form alone.
    public boolean isEverything() {
        return combinator == Combinator.AND && rules.isEmpty();
    }
}

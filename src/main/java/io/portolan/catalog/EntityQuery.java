package io.portolan.catalog;

import io.portolan.query.Operand;
import io.portolan.query.Operator;
import io.portolan.query.Rule;
import io.portolan.query.SearchQuery;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Which entities are wanted, in which order, and which part of them.
///
/// @param blueprints identifiers; empty means entities of every blueprint
/// @param text words that each have to occur in title, identifier or a text property; null when there are none
/// @param sort empty means by title
/// @param limit 1 to 1,000
/// @param cursor [io.portolan.kernel.Slice#next()] of the page before; null for the first
/// @param offset rows to skip from there, for tables that jump; 0 otherwise
public record EntityQuery(
        List<String> blueprints,
        SearchQuery where,
        @Nullable String text,
        List<Sort> sort,
        int limit,
        @Nullable String cursor,
        int offset) {

    /// The most entities that one page holds.
    public static final int MOST = 1000;

    public EntityQuery {
        blueprints = List.copyOf(blueprints);
        sort = List.copyOf(sort);
        limit = Math.clamp(limit, 1, MOST);
        offset = Math.max(0, offset);
    }

    /// All entities of one blueprint by title, 200 a page.
    public static EntityQuery of(String blueprint) {
        return new EntityQuery(List.of(blueprint), SearchQuery.everything(), null, List.of(), 200, null, 0);
    }

    /// All entities of all blueprints by title, 200 a page.
    public static EntityQuery everywhere() {
        return new EntityQuery(List.of(), SearchQuery.everything(), null, List.of(), 200, null, 0);
    }

    public EntityQuery where(SearchQuery query) {
        return new EntityQuery(blueprints, query, text, sort, limit, cursor, offset);
    }

    /// Asks for one entity only: whether it is among what is asked for.
    public EntityQuery only(String identifier) {
        Rule.Property named = new Rule.Property("$identifier", Operator.EQUALS, Operand.of(identifier));
        return where(where.and(SearchQuery.and(named))).limit(1);
    }

    /// The words of the text in lower case; none when there is no text.
    List<String> words() {
        return text == null || text.isBlank()
                ? List.of()
                : List.of(text.strip().toLowerCase(Locale.ROOT).split("\\s+"));
    }

    public EntityQuery text(@Nullable String words) {
        return new EntityQuery(blueprints, where, words, sort, limit, cursor, offset);
    }

    public EntityQuery sort(List<Sort> order) {
        return new EntityQuery(blueprints, where, text, order, limit, cursor, offset);
    }

    public EntityQuery limit(int most) {
        return new EntityQuery(blueprints, where, text, sort, most, cursor, offset);
    }

    public EntityQuery from(@Nullable String next) {
        return new EntityQuery(blueprints, where, text, sort, limit, next, offset);
    }

    public EntityQuery offset(int rows) {
        return new EntityQuery(blueprints, where, text, sort, limit, cursor, rows);
    }
}

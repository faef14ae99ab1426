package io.portolan.catalog.ui;

import static org.assertj.core.api.Assertions.assertThat;

import io.portolan.catalog.EntityGraph;
import io.portolan.catalog.EntityQuery;
import io.portolan.catalog.EntitySearch;
import io.portolan.kernel.Actor;
import io.portolan.testing.Api;
import io.portolan.testing.Names;
import io.portolan.testing.PortalTest;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/// The rows that a grid gets, in whatever order it asks for them.
@PortalTest
class TablePagesIT {

    private static final int ROWS = 170;

    @Autowired
    Api api;

    @Autowired
    EntitySearch search;

    @Autowired
    EntityGraph graph;

    private TablePages pages;

    @BeforeEach
    void aTableOfSeveralPages() {
        String kind = Names.unique("service");
        api.post(
                        "/v1/blueprints",
                        "{\"identifier\":\"%s\",\"title\":\"Service\",\"schema\":{\"properties\":{}}}".formatted(kind))
                .expect(201);
        String entities = IntStream.range(0, ROWS)
                .mapToObj(n -> "{\"identifier\":\"s%03d\"%s}"
                        .formatted(n, n < 100 ? ",\"title\":\"S %03d\"".formatted(n) : ""))
                .collect(Collectors.joining(","));
        api.post("/v1/blueprints/" + kind + "/entities/bulk", "{\"entities\":[" + entities + "]}")
                .expect(200);
        pages = new TablePages(search, graph, Actor.system(), EntityQuery.of(kind), List.of());
    }

    private List<String> rows(int offset, int limit) {
        return pages.fetch(offset, limit).map(row -> row.entity().identifier()).toList();
    }

    private static List<String> numbers(int from, int to) {
        return IntStream.range(from, to).mapToObj("s%03d"::formatted).toList();
    }

    @Test
    void aJumpShowsTheRowsThatScrollingWouldHaveShown() {
        assertThat(rows(150, 50)).isEqualTo(numbers(150, ROWS));
        assertThat(rows(50, 50)).isEqualTo(numbers(50, 100));
        assertThat(rows(100, 50)).isEqualTo(numbers(100, 150));
        assertThat(rows(0, 100)).isEqualTo(numbers(0, 100));
        assertThat(rows(75, 50)).isEqualTo(numbers(75, 125));
    }

    @Test
    void behindTheEndThereIsNothing() {
        assertThat(rows(400, 50)).isEmpty();
        assertThat(rows(150, 50)).isEqualTo(numbers(150, ROWS));
        assertThat(rows(200, 50)).isEmpty();
    }
}

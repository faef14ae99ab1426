package io.portolan.catalog.ui;

import static org.assertj.core.api.Assertions.assertThat;

import io.portolan.kernel.Actor;
import io.portolan.testing.Api;
import io.portolan.testing.Names;
import io.portolan.testing.PortalTest;
import io.portolan.ui.SearchHit;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/// What the command palette finds of the catalog.
@PortalTest
class CatalogSearchIT {

    @Autowired
    Api api;

    @Autowired
    CatalogSearch search;

    @Test
    void aWordOfANameComesBeforeTheSameWordOfAText() {
        String kind = Names.unique("service");
        String word = Names.unique("quartermaster");
        api.post("/v1/blueprints", """
                {"identifier": "%s", "title": "Service", "schema": {"properties": {"text": {"type": "string"}}}}
                """.formatted(kind)).expect(201);
        api.post("/v1/blueprints/" + kind + "/entities/bulk", """
                {"entities": [
                    {"identifier": "a1", "title": "Accounts", "properties": {"text": "reads the %1$s"}},
                    {"identifier": "a2", "title": "Books", "properties": {"text": "writes the %1$s"}},
                    {"identifier": "a3", "title": "Zoo of the %1$s"}]}
                """.formatted(word))
                .expect(200);

        assertThat(search.search(word, 3, Actor.system()))
                .extracting(SearchHit::path)
                .startsWith("entity/" + kind + "/a3")
                .hasSize(3);
    }
}

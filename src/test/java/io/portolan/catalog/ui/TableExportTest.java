package io.portolan.catalog.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.router.QueryParameters;
import io.portolan.catalog.Sort;
import io.portolan.kernel.Json;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TableExportTest {

    @Test
    void cellsAreQuotedAndFormulasAreText() {
        assertThat(TableExport.cell("plain")).isEqualTo("plain");
        assertThat(TableExport.cell("a,b")).isEqualTo("\"a,b\"");
        assertThat(TableExport.cell("say \"hi\"")).isEqualTo("\"say \"\"hi\"\"\"");
        assertThat(TableExport.cell("=cmd()")).isEqualTo("'=cmd()");
        assertThat(TableExport.cell("-12.5")).isEqualTo("-12.5");
    }

    @Test
    void theAddressHoldsTheWholeView() {
        TableQuery query = new TableQuery(
                "cart",
                List.of(Sort.descending("tier"), Sort.by("$title")),
                Json.parseObject(
                        "{\"combinator\":\"or\",\"rules\":[{\"property\":\"tier\",\"operator\":\"isEmpty\"}]}"),
                List.of("$title", "tier"),
                "tier",
                Map.of("tier", 240, "$title", 300));

        assertThat(TableQuery.of(query.toParameters())).isEqualTo(query);
        assertThat(TableQuery.of(QueryParameters.of("filter", "{broken"))).isEqualTo(TableQuery.EVERYTHING);
        assertThat(TableQuery.of(QueryParameters.of("widths", "tier,a=x,b=7,c=99999"))
                        .widths())
                .isEqualTo(Map.of("b", TableQuery.NARROWEST, "c", TableQuery.WIDEST));
    }

    @Test
    void addressesOfEntitiesAreEncoded() {
        assertThat(EntityNavigation.entity("service", "a b/ü")).isEqualTo("entity/service/a%20b/%C3%BC");
        assertThat(EntityNavigation.table("k8s")).isEqualTo("catalog/k8s");
    }

    @Test
    void onlyTheSameValueChangedByBothIsAConflict() {
        var base = Json.parseObject("{\"title\":\"A\",\"properties\":{\"x\":1,\"y\":1}}");
        var mine = EntityDelta.patch(base, Json.parseObject("{\"title\":\"A\",\"properties\":{\"x\":2,\"y\":1}}"));
        var theirs = EntityDelta.patch(base, Json.parseObject("{\"title\":\"B\",\"properties\":{\"x\":3}}"));

        assertThat(Json.write(mine)).isEqualTo("{\"properties\":{\"x\":2}}");
        assertThat(Json.write(theirs)).isEqualTo("{\"title\":\"B\",\"properties\":{\"x\":3,\"y\":null}}");

        var merge = EntityDelta.merge(base, EntityDelta.patched(base, mine), EntityDelta.patched(base, theirs));
        assertThat(merge.both()).extracting(part -> part.pointer()).containsExactly("/properties/x");
        assertThat(Json.write(merge.merged(Set.of("/properties/x"))))
                .isEqualTo("{\"title\":\"B\",\"properties\":{\"x\":2,\"y\":null}}");
        assertThat(Json.write(merge.merged(Set.of())))
                .isEqualTo("{\"title\":\"B\",\"properties\":{\"x\":3,\"y\":null}}");
    }
}

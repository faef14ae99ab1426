package io.portolan.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.portolan.kernel.Json;
import io.portolan.kernel.Violation;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.node.ObjectNode;

class PageTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"title":"T"}                                             | `must have required property 'identifier'`
            {"identifier":"p","type":"book"}                          | `"/type" must be equal to one of the allowed values: blueprint-entities, dashboard, entity, home`
            {"identifier":"p","widgets":{}}                           | `"/widgets" must be array`
            {"identifier":"p","widgets":[{}]}                         | `"/widgets/0" must have required property 'type'`
            {"identifier":"p","widgets":[{"type":"dashboard-widget","layout":[{"columns":[{"id":"a","size":6}]}],"widgets":[{"id":"a","type":"markdown"}]}]} | `"/widgets/0/layout/0/columns" must have sizes that sum up to 12, not 6`
            {"identifier":"p","widgets":[{"type":"dashboard-widget","layout":[{"columns":[{"id":"b","size":12}]}],"widgets":[{"id":"a","type":"markdown"}]}]} | `"/widgets/0/layout/0/columns/0/id" must be the id of a widget of the dashboard`
            """)
    void saysWhatIsWrongAndWhere(String json, String sentence) {
        assertThat(PageValidator.check(Json.parseObject(json)))
                .extracting(Violation::sentence)
                .contains(sentence);
    }

    @Test
    void widgetsStandWhereTheLayoutPutsThem() {
        ObjectNode page = Json.parseObject("""
                {"identifier":"p","widgets":[
                  {"type":"dashboard-widget","layout":[{"height":500,"columns":[{"id":"b","size":8},{"id":"a","size":4}]}],
                   "widgets":[{"id":"a","type":"markdown","title":"A"},{"id":"b","type":"markdown","title":"B"},{"id":"c","type":"markdown","title":"C"}]},
                  {"type":"markdown","title":"D"}]}""");
        List<LayoutRow> rows = LayoutRow.of(page.path("widgets"));
        assertThat(rows).hasSize(3);
        assertThat(rows.getFirst().height()).isEqualTo(500);
        assertThat(rows.getFirst().cells())
                .extracting(cell -> cell.widget().title())
                .containsExactly("B", "A");
        assertThat(rows.getFirst().cells()).extracting(LayoutRow.Cell::size).containsExactly(8, 4);
        assertThat(rows.get(1).cells())
                .extracting(cell -> cell.widget().title())
                .containsExactly("C");
        assertThat(rows.get(2).cells())
                .extracting(cell -> cell.widget().title())
                .containsExactly("D");
    }

    @Test
    void theDatasetNamesTheKindAndTakesOneMoreRule() {
        Widget widget = new Widget(Json.parseObject("""
                {"type":"entities-pie-chart","dataset":{"combinator":"and","rules":[{"property":"$blueprint","operator":"=","value":"service"}]}}"""));
        assertThat(widget.blueprint()).contains("service");
        ObjectNode rule = Json.parseObject("{\"property\":\"tier\",\"operator\":\"=\",\"value\":\"high\"}");
        assertThat(widget.datasetWith(rule).path("rules")).hasSize(2);
        assertThat(widget.datasetJson().path("rules")).hasSize(1);
    }
}

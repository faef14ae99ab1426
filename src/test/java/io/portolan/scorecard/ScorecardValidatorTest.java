package io.portolan.scorecard;

import static org.assertj.core.api.Assertions.assertThat;

import io.portolan.kernel.Json;
import io.portolan.kernel.Violation;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScorecardValidatorTest {

    private static final String QUERY =
            "{\"combinator\":\"and\",\"conditions\":[{\"property\":\"x\",\"operator\":\"isNotEmpty\"}]}";

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"title":"T","rules":[]}                       | `must have required property 'identifier'`
            {"identifier":"a b","title":"T","rules":[]}    | `"/identifier" must match pattern "^[\\p{L}0-9@_.+:\\\\/=-]{1,100}$"`
            {"identifier":"a","rules":[]}                  | `must have required property 'title'`
            {"identifier":"a","title":"T"}                 | `must have required property 'rules'`
            {"identifier":"a","title":"T","rules":{}}      | `"/rules" must be array`
            {"identifier":"a","title":"T","levels":[{"title":"L"},{"title":"L"}],"rules":[]} | `"/levels/1/title" must be unique among the levels`
            {"identifier":"a","title":"T","rules":[{"identifier":"r","title":"R","level":"Bronze"}]} | `"/rules/0" must have required property 'query'`
            {"identifier":"a","title":"T","rules":[{"identifier":"r","title":"R","level":"Iron","query":QUERY}]} | `"/rules/0/level" must be one of the levels of the scorecard: Basic, Bronze, Silver, Gold`
            {"identifier":"a","title":"T","rules":[{"identifier":"r","title":"R","level":"Gold","query":QUERY},{"identifier":"r","title":"R","level":"Gold","query":QUERY}]} | `"/rules/1/identifier" must be unique among the rules`
            {"identifier":"a","title":"T","rules":[{"identifier":"r","title":"R","level":"Gold","query":{"conditions":[]}}]} | `"/rules/0/query" must have required property 'combinator'`
            {"identifier":"a","title":"T","rules":[{"identifier":"r","title":"R","level":"Gold","query":{"combinator":"and","conditions":[]}}]} | `"/rules/0/query/conditions" must NOT have fewer than 1 items`
            {"identifier":"a","title":"T","filter":{"combinator":"and","conditions":[{"property":"x","operator":"?"}]},"rules":[]} | `"/filter/conditions/0/operator" must be equal to one of the allowed values`
            """)
    void saysWhatIsWrongAndWhere(String json, String sentence) {
        assertThat(ScorecardValidator.check(Json.parseObject(json.replace("QUERY", QUERY))))
                .extracting(Violation::sentence)
                .contains(sentence);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"identifier":"a","title":"T","rules":[]}
            {"identifier":"a","title":"T","levels":[{"title":"Low","color":"paleBlue"},{"title":"High"}],"rules":[{"identifier":"r","title":"R","level":"High","query":QUERY}]}
            """)
    void acceptsWhatIsRight(String json) {
        assertThat(ScorecardValidator.check(Json.parseObject(json.replace("QUERY", QUERY))))
                .isEmpty();
    }
}

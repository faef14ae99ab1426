package io.portolan.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.portolan.kernel.Json;
import io.portolan.kernel.PortalException;
import io.portolan.kernel.Violation;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QueryParserTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "x"                                                   | `"/query" must be object`
            {"rules":[]}                                          | `"/query" must have required property 'combinator'`
            {"combinator":"xor","rules":[]}                       | `"/query/combinator" must be equal to one of the allowed values: and, or`
            {"combinator":"and"}                                  | `"/query" must have required property 'rules'`
            {"combinator":"and","rules":{}}                       | `"/query/rules" must be array`
            {"combinator":"and","rules":[7]}                      | `"/query/rules/0" must be object`
            {"combinator":"and","rules":[{"property":"a","value":1}]}                   | `"/query/rules/0" must have required property 'operator'`
            {"combinator":"and","rules":[{"property":"a","operator":"~","value":1}]}    | `"/query/rules/0/operator" must be equal to one of the allowed values`
            {"combinator":"and","rules":[{"operator":"=","value":1}]}                   | `"/query/rules/0" must have required property 'property'`
            {"combinator":"and","rules":[{"property":"a","operator":"="}]}              | `"/query/rules/0" must have required property 'value'`
            {"combinator":"and","rules":[{"property":"a","operator":">","value":"x"}]}  | `"/query/rules/0/value" must be number or date-time`
            {"combinator":"and","rules":[{"property":"a","operator":"beginsWith","value":1}]} | `"/query/rules/0/value" must be string`
            {"combinator":"and","rules":[{"property":"a","operator":"between","value":{"preset":"lately"}}]} | `"/query/rules/0/value/preset" must be equal to one of the allowed values`
            {"combinator":"and","rules":[{"property":"a","operator":"between","value":{"from":"x","to":"2026-01-01"}}]} | `"/query/rules/0/value/from" must match format "date-time"`
            {"combinator":"and","rules":[{"property":"a","operator":"=","value":{"context":"we","property":"p"}}]} | `"/query/rules/0/value/context" must be equal to one of the allowed values: user, userTeams`
            {"combinator":"and","rules":[{"operator":"relatedTo","value":7}]}           | `"/query/rules/0/value" must be an identifier or an array of identifiers`
            {"combinator":"and","rules":[{"property":{"path":[]},"operator":"matchAny","value":"a"}]} | `"/query/rules/0/property/path" must be array with at least 1 item`
            {"combinator":"and","rules":[{"property":{"path":[{"relation":"r","maxHops":16}]},"operator":"matchAny","value":"a"}]} | `"/query/rules/0/property/path/0/maxHops" must be between 1 and 15`
            {"combinator":"and","rules":[{"combinator":"or","rules":[{"property":"a","operator":"="}]}]} | `"/query/rules/0/rules/0" must have required property 'value'`
            """)
    void saysWhatIsWrongAndWhere(String json, String message) {
        assertThatThrownBy(() -> QueryParser.parse(Json.parse(json), "/query"))
                .isInstanceOf(PortalException.Invalid.class)
                .hasMessage(message);
    }

    @Test
    void findsEverythingWrongInOneGo() {
        PortalException.Invalid invalid =
                catchThrowableOfType(PortalException.Invalid.class, () -> QueryParser.parse(Json.parse("""
                        {"rules":[{"property":"a","operator":"="},{"property":"b","operator":"?"}]}"""), ""));
        assertThat(invalid.violations())
                .extracting(Violation::pointer)
                .containsExactly("", "/rules/0", "/rules/1/operator");
    }

    @Test
    void readsABareListAsAllOfThem() {
        SearchQuery query =
                QueryParser.parseLenient(Json.parse("[{\"property\":\"a\",\"operator\":\"=\",\"value\":1}]"), "");
        assertThat(query.combinator()).isEqualTo(Combinator.AND);
        assertThat(query.rules()).hasSize(1);
    }

    @Test
    void conditionsOfScorecardsHaveNoGroupsAndNoGraph() {
        PortalException.Invalid invalid = catchThrowableOfType(
                PortalException.Invalid.class, () -> QueryParser.parseConditions(Json.parse("""
                        {"combinator":"and","conditions":[{"combinator":"or","conditions":[]},{"operator":"relatedTo","value":"x"}]}"""), "/rules/0/query"));
        assertThat(invalid.violations())
                .extracting(Violation::pointer)
                .containsExactly("/rules/0/query/conditions/0", "/rules/0/query/conditions/1/operator");
    }

    @Test
    void deepNestingIsRefused() {
        String json = "{\"combinator\":\"and\",\"rules\":[".repeat(30) + "]}".repeat(30);
        assertThatThrownBy(() -> QueryParser.parse(Json.parse(json), "")).hasMessageContaining("nested deeper");
    }

    @Test
    void wholeDaysFollowTheTimeZone() {
        TimeSpan.Between today = TimePreset.TODAY.at(Instant.parse("2026-05-10T23:30:00Z"), ZoneId.of("Europe/Berlin"));
        assertThat(today.from()).isEqualTo("2026-05-10T22:00:00Z");
        assertThat(today.contains(Instant.parse("2026-05-11T21:59:59Z"))).isTrue();
        assertThat(today.contains(Instant.parse("2026-05-11T22:00:00Z"))).isFalse();
    }
}

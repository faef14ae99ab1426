package io.portolan.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.portolan.kernel.Json;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WidgetNumberTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            1234.5  | {}                                                                 | 1,234.5
            1234.5  | {"unit":"$","unitAlignment":"left"}                                | $1,234.5
            71.4286 | {"unit":"%","displayFormatting":"round"}                           | 71 %
            2       | {"unit":"custom","unitCustom":"days","displayFormatting":"custom","decimalPlaces":1} | 2.0 days
            """)
    void writesTheNumberWithItsUnit(double value, String widget, String text) {
        assertThat(new WidgetNumber(value, new Widget(Json.parseObject(widget))).text(Locale.ENGLISH))
                .isEqualTo(text);
    }

    @Test
    void takesTheFirstColourThatApplies() {
        Widget widget = new Widget(Json.parseObject("""
                {"conditionalFormatting":[{"operator":"<","value":50,"color":"red"},{"operator":">=","value":80,"color":"green"}]}"""));
        assertThat(new WidgetNumber(49.0, widget).color()).contains("red");
        assertThat(new WidgetNumber(60.0, widget).color()).isEmpty();
        assertThat(new WidgetNumber(80.0, widget).color()).contains("green");
    }
}

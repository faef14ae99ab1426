package io.portolan.action.ui;

import com.vaadin.flow.component.html.DescriptionList;
import com.vaadin.flow.component.html.Span;
import io.portolan.action.UserInput;
import io.portolan.action.UserInputs;
import io.portolan.kernel.Json;
import tools.jackson.databind.JsonNode;

/// What was filled in, under the titles of the form.
class RunInputs extends DescriptionList {

    private static final long serialVersionUID = 1L;

    /// @param values with secrets masked
    RunInputs(UserInputs inputs, JsonNode values) {
        values.properties().forEach(each -> {
            UserInput input = inputs.find(each.getKey());
            JsonNode value = each.getValue();
            add(
                    new Term(input == null ? each.getKey() : input.title()),
                    new Description(new Span(value.isString() ? value.stringValue() : Json.write(value))));
        });
    }

    boolean isEmpty() {
        return getComponentCount() == 0;
    }
}

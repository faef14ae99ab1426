package io.portolan.action.ui;

import io.portolan.action.FormState;
import io.portolan.action.UserInput;
import io.portolan.action.UserInputs;
import io.portolan.ui.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// The help text of an input: its description, and why a rule of the form shows, asks for or locks it.
final class FieldWhy {

    private static final int LONGEST = 60;

    private final UserInputs inputs;

    FieldWhy(UserInputs inputs) {
        this.inputs = inputs;
    }

    /// Empty when there is nothing to say.
    String helper(UserInput input, FormState.Field field) {
        List<String> lines = new ArrayList<>();
        String description = input.description();
        if (description != null && !description.isBlank()) {
            lines.add(description);
        }
        field.because().forEach(because -> {
            String line = line(because, field);
            if (line != null) {
                lines.add(line);
            }
        });
        return String.join(" · ", lines);
    }

    private @Nullable String line(FormState.Because because, FormState.Field field) {
        if (because.rule().equals("dependsOn")) {
            String awaited = because.saw().keySet().stream().map(this::name).collect(Collectors.joining(", "));
            return Texts.get("action.why.first", awaited);
        }
        boolean holds = switch (because.aspect()) {
            case VISIBLE -> field.visible();
            case DISABLED -> field.disabled();
            case READ_ONLY -> field.readOnly();
            case REQUIRED -> field.required();
        };
        if (!holds) {
            return null;
        }
        String saw = because.saw().entrySet().stream().map(this::value).collect(Collectors.joining(", "));
        return Texts.get("action.why." + because.aspect().name(), saw.isEmpty() ? Texts.get("action.why.rule") : saw);
    }

    private String value(Map.Entry<String, JsonNode> saw) {
        JsonNode value = saw.getValue();
        String text = value.isNull() ? Texts.get("action.why.empty") : value.asString("…");
        return name(saw.getKey()) + ": " + (text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text);
    }

    /// `.form.size.title` is the input "Size"; `.user.mainRole` stays as it is written, without its dot.
    private String name(String path) {
        String[] steps = path.split("\\.", -1);
        UserInput input = steps.length > 2 && steps[1].equals("form") ? inputs.find(steps[2]) : null;
        return input == null ? path.substring(1) : input.title();
    }
}

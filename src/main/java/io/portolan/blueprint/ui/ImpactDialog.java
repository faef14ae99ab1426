package io.portolan.blueprint.ui;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.UnorderedList;
import io.portolan.kernel.Json;
import io.portolan.ui.Notices;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Says before a blueprint is saved what that does to entities, values and whatever speaks of what disappears.
final class ImpactDialog extends Dialog {

    private static final long serialVersionUID = 1L;

    private ImpactDialog(List<String> lines) {
        setHeaderTitle(getTranslation("impact.title"));
        setWidth("min(44rem, 95vw)");
        UnorderedList list = new UnorderedList();
        lines.forEach(line -> list.add(new ListItem(line)));
        add(list);
    }

    /// Null when there is nothing to say.
    static @Nullable ImpactDialog of(ObjectNode impact) {
        ImpactDialog dialog = new ImpactDialog(List.of());
        List<String> lines = dialog.lines(impact);
        return lines.isEmpty() ? null : new ImpactDialog(lines);
    }

    void ask(Runnable save) {
        Button confirm = new Button(getTranslation("impact.save"), event -> {
            close();
            try {
                save.run();
            } catch (RuntimeException e) {
                Notices.failure(e);
            }
        });
        confirm.addThemeVariants(ButtonVariant.PRIMARY);
        getFooter().add(new Button(getTranslation("ui.cancel"), event -> close()), confirm);
        open();
    }

    private List<String> lines(ObjectNode impact) {
        List<String> lines = new ArrayList<>();
        JsonNode entities = impact.path("entities");
        if (entities.path("invalid").asLong(0) > 0) {
            String first = entities.path("first").values().stream()
                    .limit(5)
                    .map(each -> each.path("identifier").asString(""))
                    .collect(Collectors.joining(", "));
            lines.add(getTranslation("impact.invalid", entities.path("invalid").asLong(), first));
        }
        impact.path("lost")
                .forEach(lost -> lines.add(getTranslation(
                        "impact.lost",
                        lost.path("name").asString(""),
                        lost.path("entities").asLong())));
        impact.path("computed").forEach(computed -> {
            JsonNode example = computed.path("examples").path(0);
            lines.add(getTranslation(
                    "impact.computed",
                    computed.path("property").asString(""),
                    computed.path("changed").asLong(),
                    computed.path("ofChecked").asLong(),
                    example.path("identifier").asString(""),
                    text(example.get("before")),
                    text(example.get("after"))));
        });
        impact.path("references")
                .forEach(reference -> lines.add(getTranslation(
                        "impact.reference",
                        getTranslation("impact.kind." + reference.path("kind").asString("page")),
                        reference.path("title").asString(""),
                        reference.path("names").values().stream()
                                .map(name -> name.asString(""))
                                .collect(Collectors.joining(", ")))));
        return lines;
    }

    private static String text(@Nullable JsonNode value) {
        return value == null || value.isNull() ? "—" : Json.write(value);
    }
}

package io.portolan.automation.ui;

import io.portolan.action.Action;
import io.portolan.action.ActionService;
import io.portolan.automation.EventType;
import io.portolan.automation.Trigger;
import io.portolan.blueprint.Blueprint;
import io.portolan.blueprint.BlueprintService;
import io.portolan.ui.Texts;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Triggers in the words of people: "When an Environment's "Time to live" runs out".
@Component
class TriggerTexts {

    private final BlueprintService blueprints;
    private final ActionService actions;

    TriggerTexts(BlueprintService blueprints, ActionService actions) {
        this.blueprints = blueprints;
        this.actions = actions;
    }

    String sentence(@Nullable Trigger trigger) {
        if (trigger == null) {
            return Texts.get("automation.when.unknown");
        }
        return Texts.get("automation.when." + trigger.type().name(), subject(trigger), property(trigger));
    }

    static String event(EventType type) {
        return Texts.get("automation.event." + type.name());
    }

    private String subject(Trigger trigger) {
        String name = trigger.subject();
        return trigger.type().isAboutRuns()
                ? actions.find(name).map(Action::title).orElse(name)
                : blueprints.find(name).map(Blueprint::title).orElse(name);
    }

    private String property(Trigger trigger) {
        String property = trigger.property();
        if (property == null) {
            return "";
        }
        return blueprints
                .find(trigger.subject())
                .flatMap(blueprint -> Optional.ofNullable(blueprint.properties().get(property)))
                .map(definition -> definition.title())
                .orElse(property);
    }
}

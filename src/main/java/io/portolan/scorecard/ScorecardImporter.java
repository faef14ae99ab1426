package io.portolan.scorecard;

import io.portolan.kernel.Actor;
import io.portolan.kernel.DefinitionImporter;
import io.portolan.kernel.Json;
import io.portolan.kernel.PortalException;
import io.portolan.kernel.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/// The section `scorecards` of an import.
@Component
class ScorecardImporter implements DefinitionImporter {

    private final ScorecardService scorecards;

    ScorecardImporter(ScorecardService scorecards) {
        this.scorecards = scorecards;
    }

    @Override
    public String section() {
        return "scorecards";
    }

    @Override
    public int importAll(List<ObjectNode> definitions, Actor actor) {
        List<Violation> violations = new ArrayList<>();
        int changed = 0;
        for (int i = 0; i < definitions.size(); i++) {
            ObjectNode definition = definitions.get(i);
            String pointer = "/" + i;
            String blueprint = Json.text(definition, "blueprint");
            if (blueprint == null) {
                violations.add(Violation.at(pointer, "must have required property 'blueprint'"));
                continue;
            }
            try {
                var before =
                        scorecards.find(blueprint, Objects.requireNonNullElse(Json.text(definition, "identifier"), ""));
                Scorecard after =
                        scorecards.define(blueprint, List.of(definition), actor).getFirst();
                boolean same = before.isPresent() && before.get().definition().equals(after.definition());
                changed += same ? 0 : 1;
            } catch (PortalException.Invalid e) {
                // define() counts from 0 within its own list
                e.violations()
                        .forEach(v -> violations.add(
                                new Violation(pointer + v.pointer().replaceFirst("^/0", ""), v.reason(), v.value())));
            } catch (PortalException.NotFound e) {
                violations.add(Violation.at(pointer + "/blueprint", "must be an existing blueprint: " + e.reason()));
            }
        }
        PortalException.throwIfAny(violations);
        return changed;
    }
}

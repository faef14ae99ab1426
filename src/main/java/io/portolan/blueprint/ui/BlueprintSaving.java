package io.portolan.blueprint.ui;

import io.portolan.access.CurrentActor;
import io.portolan.blueprint.Blueprint;
import io.portolan.blueprint.BlueprintEvolution;
import io.portolan.blueprint.BlueprintGuard.Objection;
import io.portolan.blueprint.BlueprintService;
import io.portolan.kernel.PortalException;
import io.portolan.ui.ConfirmDialogs;
import io.portolan.ui.Notices;
import io.portolan.ui.Texts;
import java.util.List;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/// The one way by which the builder stores a definition: those who depend on it may object, the reader sees what the
/// change does, and hears when somebody else was faster. Call on the UI thread.
@Component
class BlueprintSaving {

    /// What becomes of it.
    interface Answer {

        /// Existing entities could not survive the change.
        void refused(List<Objection> objections);

        /// The definition itself is wrong.
        void invalid(PortalException.Invalid failure);

        void stored(Blueprint saved);
    }

    private final BlueprintService blueprints;
    private final BlueprintEvolution evolution;
    private final CurrentActor currentActor;

    BlueprintSaving(BlueprintService blueprints, BlueprintEvolution evolution, CurrentActor currentActor) {
        this.blueprints = blueprints;
        this.evolution = evolution;
        this.currentActor = currentActor;
    }

    /// @param before what the document was made from
    void save(Blueprint before, ObjectNode document, Answer answer) {
        try {
            List<Objection> objections = blueprints.objections(before.identifier(), document);
            if (!objections.isEmpty()) {
                answer.refused(objections);
                return;
            }
            ImpactDialog impact = ImpactDialog.of(evolution.impact(before.identifier(), document, objections));
            if (impact != null) {
                impact.ask(() -> afterImpact(before, document, answer));
                return;
            }
            afterImpact(before, document, answer);
        } catch (PortalException.Invalid e) {
            answer.invalid(e);
        } catch (RuntimeException e) {
            Notices.failure(e);
        }
    }

    /// Whoever saw what the change does may still have been overtaken by somebody else.
    private void afterImpact(Blueprint before, ObjectNode document, Answer answer) {
        try {
            Blueprint now = blueprints.require(before.identifier());
            if (now.version() != before.version()) {
                ConfirmDialogs.ask(
                        Texts.get("blueprint.conflict.title"),
                        Texts.get("blueprint.conflict.text", now.stamp().updatedBy()),
                        Texts.get("blueprint.conflict.mine"),
                        () -> store(before, document, answer));
                return;
            }
            store(before, document, answer);
        } catch (RuntimeException e) {
            Notices.failure(e);
        }
    }

    private void store(Blueprint before, ObjectNode document, Answer answer) {
        answer.stored(blueprints.replace(before.identifier(), document, currentActor.require()));
    }

    /// Says how many would break, and the first reason.
    static String refusal(List<Objection> objections) {
        long affected = objections.stream().mapToLong(Objection::affected).max().orElse(0);
        return Texts.get("blueprint.refused", affected) + " "
                + objections.getFirst().reason();
    }
}

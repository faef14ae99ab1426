package io.portolan.blueprint.ui;

import io.portolan.access.CurrentActor;
import io.portolan.blueprint.Blueprint;
import io.portolan.blueprint.BlueprintEvolution;
import io.portolan.blueprint.BlueprintGuard.Objection;
import io.portolan.blueprint.BlueprintService;
import io.portolan.kernel.PortalException;
import io.portolan.ui.Notices;
import io.portolan.ui.Texts;
import io.portolan.ui.merge.MergeDialog;
import io.portolan.ui.merge.ThreeWay;
import java.util.List;
import org.jspecify.annotations.Nullable;
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

        /// Somebody else had changed the definition: what is worked on from now on.
        ///
        /// @param now what is stored
        /// @param document both changes together, not stored yet, or what is stored
        default void merged(Blueprint now, ObjectNode document) {}
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
            if (unlessOvertaken(before, document, answer) == null) {
                return;
            }
            List<Objection> objections = blueprints.objections(before.identifier(), document);
            if (!objections.isEmpty()) {
                answer.refused(objections);
                return;
            }
            ImpactDialog impact = ImpactDialog.of(evolution.impact(before.identifier(), document, objections));
            if (impact != null) {
                impact.ask(() -> store(before, document, answer));
                return;
            }
            store(before, document, answer);
        } catch (PortalException.Invalid e) {
            answer.invalid(e);
        } catch (RuntimeException e) {
            Notices.failure(e);
        }
    }

    /// What is stored; null when somebody else changed the definition meanwhile: then the reader sees what, and both
    /// changes can be saved together. Who only changed its rights overtakes nobody.
    private @Nullable Blueprint unlessOvertaken(Blueprint before, ObjectNode document, Answer answer) {
        Blueprint now = blueprints.require(before.identifier());
        if (now.definition().equals(before.definition())) {
            return now;
        }
        ThreeWay merge = DraftMerge.of(before.definition(), document, now.definition());
        new MergeDialog(merge, now.stamp().updatedBy(), DraftMerge::name, together -> {
                    ObjectNode merged = DraftMerge.gathered(together);
                    answer.merged(now, merged);
                    save(now, merged, answer);
                })
                .with(Texts.get("blueprint.merge.reload"), () -> answer.merged(now, now.definition()))
                .open();
        return null;
    }

    /// Whoever saw what the change does may still have been overtaken by somebody else.
    private void store(Blueprint before, ObjectNode document, Answer answer) {
        try {
            Blueprint now = unlessOvertaken(before, document, answer);
            if (now != null) {
                answer.stored(blueprints.replace(now.identifier(), document, now.version(), currentActor.require()));
            }
        } catch (PortalException.Invalid e) {
            answer.invalid(e);
        } catch (RuntimeException e) {
            Notices.failure(e);
        }
    }

    /// Says how many would break, and the first reason.
    static String refusal(List<Objection> objections) {
        long affected = objections.stream().mapToLong(Objection::affected).max().orElse(0);
        return Texts.get("blueprint.refused", affected) + " "
                + objections.getFirst().reason();
    }
}

package io.portolan.action;

import io.portolan.catalog.Entity;
import io.portolan.catalog.EntityService;
import io.portolan.kernel.Actor;
import io.portolan.kernel.Violation;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import tools.jackson.databind.node.ObjectNode;

/// How the form of an action stands while it is filled in, with what the actor may read. The same rules decide when
/// it is sent.
@Service
public class FormService {

    private final RunStart start;
    private final EntityService entities;

    FormService(RunStart start, EntityService entities) {
        this.start = start;
        this.entities = entities;
    }

    /// For the values filled in so far, with the rules behind it.
    ///
    /// @param entity identifier of what the action would work on; null when that is not known yet
    public FormState state(Action action, ObjectNode values, @Nullable String entity, Actor actor) {
        return FormState.explained(action.userInputs(), context(action, values, entity, actor));
    }

    /// What stands in the way of leaving a step, the inputs of other steps left aside; pointers as when the form is
    /// sent, `/properties/<input>`, and `/properties` for a validation of the step.
    ///
    /// @param step index in `steps`
    public List<Violation> refusals(Action action, int step, ObjectNode values, @Nullable String entity, Actor actor) {
        UserInputs inputs = action.userInputs();
        FormState state = FormState.evaluate(inputs, context(action, values, entity, actor));
        return InputValidator.validateStep(inputs, step, values, state);
    }

    private ObjectNode context(Action action, ObjectNode values, @Nullable String entity, Actor actor) {
        String blueprint = action.blueprint();
        Optional<Entity> subject = entity == null || blueprint == null || !action.needsEntity()
                ? Optional.empty()
                : entities.find(blueprint, entity, actor);
        return start.context(action.userInputs(), values, subject, actor);
    }
}

package io.portolan.action.ui;

import io.portolan.action.FormState;
import io.portolan.kernel.Violation;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/// What the portal says about the values of a form.
interface FormRules {

    /// How the form stands for them.
    FormState state(ObjectNode values);

    /// What stands in the way of leaving a step.
    List<Violation> refusals(int step, ObjectNode values);
}

package io.portolan.action;

import io.portolan.kernel.Actor;
import java.util.List;

/// A room that has things which speak of actions.
public interface ActionReferrer {

    /// What speaks of the action, as far as the viewer may see it.
    List<ActionUse> uses(String action, Actor viewer);
}

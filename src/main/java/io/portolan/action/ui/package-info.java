/// Self-service in the interface: the actions as cards, their forms, the runs and the editor.
///
/// What other pages show of it is made by [ActionPanels]; addresses of its pages come from [ActionPages].
@NullMarked
@NamedInterface("ui")
package io.portolan.action.ui;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;

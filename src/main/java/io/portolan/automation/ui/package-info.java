/// Automations as administrators see them: the list ([AutomationsView]) and one of them ([AutomationView]) with its
/// form,
/// its JSON, a trial on the past and what it did.
@NullMarked
package io.portolan.automation.ui;

import org.jspecify.annotations.NullMarked;

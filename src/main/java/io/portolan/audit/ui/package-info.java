/// The audit log as people read it; [io.portolan.audit.ui.HistoryPanel] is the part that other pages show.
@NullMarked
@NamedInterface("ui")
package io.portolan.audit.ui;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;

/// Signing in, and the settings about people, teams, credentials, secrets and the organisation.
///
/// Invariants: views talk to the services of [io.portolan.access] only; secrets are shown once, when they are made.
/// Start
/// reading at [LoginView] and [UiSecurity].
@NullMarked
package io.portolan.access.ui;

import org.jspecify.annotations.NullMarked;

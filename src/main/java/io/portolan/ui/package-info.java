/// Shell and component kit: what every screen is made of. It knows no feature.
///
/// Features reach the shell through three interfaces of which they offer beans: [NavigationContributor] (side
/// navigation), [SearchProvider] (command palette and header search) and [CurrentUser] (who is signed in). Views use
/// the
/// parts of the kit ([PageHeader], [EmptyState], [EnumBadge], [RelativeTime] …) instead of styling of their own.
///
/// Invariants: depends on `kernel` only; colours come from `styles.css`, texts from
/// `vaadin-i18n/translations*.properties`;
/// every part works with the keyboard, in light and dark and at 390 px. Start reading at [MainLayout].
@NullMarked
package io.portolan.ui;

import org.jspecify.annotations.NullMarked;

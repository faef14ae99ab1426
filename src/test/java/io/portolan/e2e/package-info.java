/// The portal in a real browser: [Journey] is what every such test starts from, [Screens] takes the pictures of the
/// user
/// guide, [Accessibility] runs axe.
@NullMarked
package io.portolan.e2e;

import org.jspecify.annotations.NullMarked;

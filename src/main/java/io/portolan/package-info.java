/// The application's root: start-up and the beans that every room shares (the clock). It knows no feature.
@NullMarked
package io.portolan;

import org.jspecify.annotations.NullMarked;

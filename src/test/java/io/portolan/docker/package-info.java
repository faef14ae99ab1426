/// Checks of the files in `docker/`.
@NullMarked
package io.portolan.docker;

import org.jspecify.annotations.NullMarked;

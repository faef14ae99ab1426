@NullMarked
package io.portolan.changelog;

import org.jspecify.annotations.NullMarked;

@NullMarked
package io.portolan.access;

import org.jspecify.annotations.NullMarked;

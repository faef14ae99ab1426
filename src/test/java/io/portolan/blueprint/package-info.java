@NullMarked
package io.portolan.blueprint;

import org.jspecify.annotations.NullMarked;

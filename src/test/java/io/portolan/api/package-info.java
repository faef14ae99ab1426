@NullMarked
package io.portolan.api;

import org.jspecify.annotations.NullMarked;

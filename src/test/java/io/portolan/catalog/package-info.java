@NullMarked
package io.portolan.catalog;

import org.jspecify.annotations.NullMarked;

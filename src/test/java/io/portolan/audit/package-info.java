@NullMarked
package io.portolan.audit;

import org.jspecify.annotations.NullMarked;

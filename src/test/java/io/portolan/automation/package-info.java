@NullMarked
package io.portolan.automation;

import org.jspecify.annotations.NullMarked;

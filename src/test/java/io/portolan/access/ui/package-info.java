@NullMarked
package io.portolan.access.ui;

import org.jspecify.annotations.NullMarked;

@NullMarked
package io.portolan.audit.ui;

import org.jspecify.annotations.NullMarked;

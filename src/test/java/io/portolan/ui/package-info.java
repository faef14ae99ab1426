/// Tests of the shell and of the kit, and of the texts of the whole interface.
@NullMarked
package io.portolan.ui;

import org.jspecify.annotations.NullMarked;

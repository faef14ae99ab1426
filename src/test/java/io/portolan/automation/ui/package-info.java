@NullMarked
package io.portolan.automation.ui;

import org.jspecify.annotations.NullMarked;

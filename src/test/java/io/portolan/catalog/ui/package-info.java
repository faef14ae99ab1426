@NullMarked
package io.portolan.catalog.ui;

import org.jspecify.annotations.NullMarked;

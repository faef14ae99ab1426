@NullMarked
package io.portolan.blueprint.ui;

import org.jspecify.annotations.NullMarked;

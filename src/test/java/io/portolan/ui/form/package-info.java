/// Tests of the forms that are made from data.
@NullMarked
package io.portolan.ui.form;

import org.jspecify.annotations.NullMarked;

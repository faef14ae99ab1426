@NullMarked
package io.portolan.access.rest;

import org.jspecify.annotations.NullMarked;

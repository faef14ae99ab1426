/// The routes of entities: dialect sections 2 and 9.
@NullMarked
package io.portolan.catalog.rest;

import org.jspecify.annotations.NullMarked;

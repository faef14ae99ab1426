/// The routes of blueprints: dialect section 9.
@NullMarked
package io.portolan.blueprint.rest;

import org.jspecify.annotations.NullMarked;

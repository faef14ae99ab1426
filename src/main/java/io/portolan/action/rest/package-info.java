/// The REST routes of actions and runs, rows 47–64 of the client contract (dialect sections 5 and 9).
@NullMarked
package io.portolan.action.rest;

import org.jspecify.annotations.NullMarked;

/// The routes about access: `/v1/auth`, `/v1/organization`, `/v1/users`, `/v1/teams` (dialect section 9).
///
/// Invariants: sees only the public types of [io.portolan.access]; every route but the one that issues tokens asks for
/// a
/// permission; no answer carries a secret's value. Start reading at [AuthController].
@NullMarked
package io.portolan.access.rest;

import org.jspecify.annotations.NullMarked;

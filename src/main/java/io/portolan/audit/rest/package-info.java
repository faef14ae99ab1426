/// `GET /v1/audit-log`.
@NullMarked
package io.portolan.audit.rest;

import org.jspecify.annotations.NullMarked;

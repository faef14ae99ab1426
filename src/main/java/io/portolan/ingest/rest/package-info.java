/// The route of the import.
@NullMarked
package io.portolan.ingest.rest;

import org.jspecify.annotations.NullMarked;

/// Where the portal keeps its data: the data folder, and the PostgreSQL server in it or elsewhere.
///
/// Invariants: one process per data folder, held by a file lock of our own; everything in the folder is readable by its
/// owner only; the embedded server is durable, listens on the loopback address and asks everybody for a password; a
/// server left over by a killed process is stopped before the next one starts, and nothing else ever is.
/// Start reading at [DatabaseConfiguration], then [EmbeddedServer].
@NullMarked
package io.portolan.database;

import org.jspecify.annotations.NullMarked;

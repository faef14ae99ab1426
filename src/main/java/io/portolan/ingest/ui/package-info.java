/// The page of the import: upload or paste, what came in, and what is wrong where.
@NullMarked
package io.portolan.ingest.ui;

import org.jspecify.annotations.NullMarked;

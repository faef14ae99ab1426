/// Brings whole catalogs in: blueprints, entities, scorecards, actions and pages out of JSON and YAML files, in
/// any order, all of them or none.
///
/// Invariants: one import is one transaction; everything is written through the services of the rooms that own
/// it, so an import that changes nothing leaves no trace; every error names file, line and place.
/// Start reading at [CatalogImport], then [ImportReader].
@NullMarked
package io.portolan.ingest;

import org.jspecify.annotations.NullMarked;

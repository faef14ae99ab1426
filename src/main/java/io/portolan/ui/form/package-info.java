/// Forms made from data: a list of [FieldSpec] becomes a [JsonForm] whose value is a JSON object.
///
/// Invariants: the form knows no feature (people, teams and entities come from [Picker]s that the caller passes in);
/// violations find their field by JSON pointer; a field that was never touched and is empty is absent from the value.
/// Start reading at [JsonForm].
@NullMarked
@NamedInterface("form")
package io.portolan.ui.form;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;

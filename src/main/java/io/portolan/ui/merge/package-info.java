/// Two people changed the same document: what comes together by itself, and the question about the rest.
///
/// Invariants: the room knows no feature, only JSON documents; nothing is stored here. Start reading at [ThreeWay].
@NullMarked
@NamedInterface("merge")
package io.portolan.ui.merge;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;

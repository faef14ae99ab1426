package io.portolan.scorecard;

import java.util.List;

/// One step of a scorecard, lowest first. The lowest is held without passing anything.
///
/// @param color name of a colour, dialect section 1.2
public record Level(String title, String color) {

    static final List<Level> DEFAULTS = List.of(
            new Level("Basic", "paleBlue"),
            new Level("Bronze", "bronze"),
            new Level("Silver", "silver"),
            new Level("Gold", "gold"));
}

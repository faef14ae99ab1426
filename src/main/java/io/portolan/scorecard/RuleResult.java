package io.portolan.scorecard;

/// Whether an entity passes a rule.
///
/// @param level title of the level that the rule belongs to
public record RuleResult(String identifier, boolean passed, String level) {

    /// `SUCCESS` or `FAILURE`, as on the wire.
    public String status() {
        return passed ? "SUCCESS" : "FAILURE";
    }
}

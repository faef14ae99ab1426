package io.portolan.action;

/// A run has a new state or a new log line. Published inside the transaction; listen after its commit. For refreshing
/// what people see, never for reactions that must happen: those are change consumers.
public record RunChanged(String runId) {}

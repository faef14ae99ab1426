package io.portolan.action;

/// Something that speaks of an action, and so feels it when the action changes its identifier or is deleted.
///
/// @param kind `page` or `automation`
public record ActionUse(String kind, String identifier, String title) {}

package io.portolan.changelog;

import java.time.Instant;

/// A delivery that failed too often and was put aside; a person may have it tried again.
///
/// @param attempts how often it was tried
/// @param since when the last attempt failed
/// @param lastError what the last attempt said
public record DeadDelivery(
        long id, String consumer, String key, long changeId, int attempts, Instant since, String lastError) {}

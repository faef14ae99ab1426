package io.portolan.query;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Optional;

/// Named spans of time. `today`, `tomorrow` and `yesterday` are whole days of a time zone; the others reach from now
/// back (`last…`) or forward (`next…`), a month being 30 days and a year 365.
public enum TimePreset {
    TODAY("today", 0),
    TOMORROW("tomorrow", 1),
    YESTERDAY("yesterday", -1),
    LAST_DAY("lastDay", -1),
    LAST_WEEK("lastWeek", -7),
    LAST_2_WEEKS("last2Weeks", -14),
    LAST_MONTH("lastMonth", -30),
    LAST_3_MONTHS("last3Months", -90),
    LAST_6_MONTHS("last6Months", -180),
    LAST_12_MONTHS("last12Months", -365),
    LAST_2_YEARS("last2Years", -730),
    LAST_3_YEARS("last3Years", -1095),
    NEXT_DAY("nextDay", 1),
    NEXT_WEEK("nextWeek", 7),
    NEXT_2_WEEKS("next2Weeks", 14),
    NEXT_MONTH("nextMonth", 30),
    NEXT_3_MONTHS("next3Months", 90),
    NEXT_6_MONTHS("next6Months", 180),
    NEXT_12_MONTHS("next12Months", 365);

    private final String wireName;
    private final int days;

    TimePreset(String wireName, int days) {
        this.wireName = wireName;
        this.days = days;
    }

    public String wireName() {
        return wireName;
    }

    public static Optional<TimePreset> byWireName(String name) {
        return Arrays.stream(values()).filter(p -> p.wireName.equals(name)).findFirst();
    }

    /// The span that the name means at a moment and in a time zone.
    public TimeSpan.Between at(Instant now, ZoneId zone) {
        if (this == TODAY || this == TOMORROW || this == YESTERDAY) {
            LocalDate day = LocalDate.ofInstant(now, zone).plusDays(days);
            Instant start = day.atStartOfDay(zone).toInstant();
            Instant next = day.plusDays(1).atStartOfDay(zone).toInstant();
            return new TimeSpan.Between(start, next.minusMillis(1));
        }
        Instant other = now.plus(Duration.ofDays(days));
        return days < 0 ? new TimeSpan.Between(other, now) : new TimeSpan.Between(now, other);
    }
}

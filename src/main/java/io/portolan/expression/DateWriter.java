package io.portolan.expression;

import io.portolan.expression.DateBuiltins.Moment;
import java.time.LocalDate;
import java.time.temporal.IsoFields;

/// `strftime`, with English names and in UTC.
final class DateWriter {

    static final String[] DAYS = {"Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"};
    static final String[] MONTHS = {
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December"
    };

    private DateWriter() {}

    static String write(Moment moment, String format) {
        StringBuilder out = new StringBuilder();
        // fields that are out of range are carried over first
        Moment normal = Moment.of(moment.epochSeconds(), "strftime");
        for (int i = 0; i < format.length(); i++) {
            char c = format.charAt(i);
            if (c != '%' || i + 1 == format.length()) {
                out.append(c);
                continue;
            }
            char flag = 0;
            c = format.charAt(++i);
            if ((c == '-' || c == '_' || c == '0' || c == '^') && i + 1 < format.length()) {
                flag = c;
                c = format.charAt(++i);
            } else if ((c == 'E' || c == 'O') && i + 1 < format.length()) {
                c = format.charAt(++i);
            }
            int start = out.length();
            field(normal, c, out);
            adjust(out, start, flag);
        }
        return out.toString();
    }

    /// `%-d` drops leading zeros, `%_d` turns them into blanks, `%^a` writes capitals.
    private static void adjust(StringBuilder out, int start, char flag) {
        if (flag == '^') {
            String upper = out.substring(start).toUpperCase(java.util.Locale.ROOT);
            out.setLength(start);
            out.append(upper);
        } else if (flag == '-' || flag == '_') {
            int at = start;
            while (at < out.length() - 1 && (out.charAt(at) == '0' || out.charAt(at) == ' ')) {
                if (flag == '-') {
                    out.deleteCharAt(at);
                } else {
                    out.setCharAt(at++, ' ');
                }
            }
        }
    }

    private static void field(Moment moment, char field, StringBuilder out) {
        LocalDate date = moment.date();
        int weekday = moment.weekday();
        int dayOfYear = date.getDayOfYear() - 1;
        int hour12 = moment.hour() % 12 == 0 ? 12 : moment.hour() % 12;
        switch (field) {
            case 'a' -> out.append(DAYS[weekday], 0, 3);
            case 'A' -> out.append(DAYS[weekday]);
            case 'b', 'h' -> out.append(MONTHS[moment.month()], 0, 3);
            case 'B' -> out.append(MONTHS[moment.month()]);
            case 'c' -> out.append(write(moment, "%a %b %e %H:%M:%S %Y"));
            case 'C' -> pad(out, Math.floorDiv(moment.year(), 100), 2, '0');
            case 'd' -> pad(out, moment.day(), 2, '0');
            case 'D', 'x' -> out.append(write(moment, "%m/%d/%y"));
            case 'e' -> pad(out, moment.day(), 2, ' ');
            case 'F' -> out.append(write(moment, "%Y-%m-%d"));
            case 'g' -> pad(out, Math.floorMod(date.get(IsoFields.WEEK_BASED_YEAR), 100), 2, '0');
            case 'G' -> out.append(date.get(IsoFields.WEEK_BASED_YEAR));
            case 'H' -> pad(out, moment.hour(), 2, '0');
            case 'I' -> pad(out, hour12, 2, '0');
            case 'j' -> pad(out, dayOfYear + 1, 3, '0');
            case 'k' -> pad(out, moment.hour(), 2, ' ');
            case 'l' -> pad(out, hour12, 2, ' ');
            case 'm' -> pad(out, moment.month() + 1, 2, '0');
            case 'M' -> pad(out, moment.minute(), 2, '0');
            case 'n' -> out.append('\n');
            case 'p' -> out.append(moment.hour() < 12 ? "AM" : "PM");
            case 'P' -> out.append(moment.hour() < 12 ? "am" : "pm");
            case 'r' -> out.append(write(moment, "%I:%M:%S %p"));
            case 'R' -> out.append(write(moment, "%H:%M"));
            case 's' -> out.append(moment.epochSeconds());
            case 'S' -> pad(out, (int) moment.second(), 2, '0');
            case 't' -> out.append('\t');
            case 'T', 'X' -> out.append(write(moment, "%H:%M:%S"));
            case 'u' -> out.append(weekday == 0 ? 7 : weekday);
            case 'U' -> pad(out, (dayOfYear + 7 - weekday) / 7, 2, '0');
            case 'V' -> pad(out, date.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR), 2, '0');
            case 'w' -> out.append(weekday);
            case 'W' -> pad(out, (dayOfYear + 7 - (weekday + 6) % 7) / 7, 2, '0');
            case 'y' -> pad(out, Math.floorMod(moment.year(), 100), 2, '0');
            case 'Y' -> out.append(moment.year());
            case 'z' -> out.append("+0000");
            case 'Z' -> out.append("UTC");
            case '%' -> out.append('%');
            default -> out.append('%').append(field);
        }
    }

    private static void pad(StringBuilder out, long value, int width, char with) {
        String digits = Long.toString(value);
        out.repeat(with, Math.max(0, width - digits.length())).append(digits);
    }
}

package io.portolan.expression;

import io.portolan.expression.DateBuiltins.Moment;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/// `strptime`, with English names; a time zone is read but, as in jq, not applied.
final class DateReader {

    private final String text;
    private int at;
    private long year = 1900;
    private int month;
    private int day = 0;
    private int hour;
    private int minute;
    private int second;
    private int dayOfYear = -1;
    private boolean afternoon;
    private boolean twelve;
    private boolean dated;

    DateReader(String text) {
        this.text = text;
    }

    /// Null when the text does not match the format.
    @Nullable
    Moment read(String format) {
        if (!match(format) || at < text.length()) {
            return null;
        }
        if (twelve) {
            hour = hour % 12 + (afternoon ? 12 : 0);
        }
        if (dayOfYear >= 0 && !dated) {
            LocalDate date = LocalDate.of((int) year, 1, 1).plusDays(dayOfYear);
            month = date.getMonthValue() - 1;
            day = date.getDayOfMonth();
        }
        return new Moment(year, month, day, hour, minute, second);
    }

    private boolean match(String format) {
        for (int i = 0; i < format.length(); i++) {
            char c = format.charAt(i);
            if (Character.isWhitespace(c)) {
                skipBlanks();
            } else if (c != '%' || i + 1 == format.length()) {
                if (at >= text.length() || text.charAt(at) != c) {
                    return false;
                }
                at++;
            } else {
                c = format.charAt(++i);
                while ((c == '-' || c == '_' || c == '0' || c == '^' || c == 'E' || c == 'O')
                        && i + 1 < format.length()) {
                    c = format.charAt(++i);
                }
                if (!field(c)) {
                    return false;
                }
            }
        }
        return true;
    }

    private boolean field(char field) {
        switch (field) {
            case 'a', 'A':
                return name(DateWriter.DAYS) >= 0;
            case 'b', 'B', 'h':
                month = name(DateWriter.MONTHS);
                dated = true;
                return month >= 0;
            case 'd', 'e':
                day = number(2, 1, 31);
                dated = true;
                return day >= 0;
            case 'm':
                month = number(2, 1, 12) - 1;
                dated = true;
                return month >= 0;
            case 'y':
                int two = number(2, 0, 99);
                year = two < 69 ? 2000L + two : 1900L + two;
                return two >= 0;
            case 'Y', 'G':
                return year();
            case 'j':
                dayOfYear = number(3, 1, 366) - 1;
                return dayOfYear >= 0;
            case 'H', 'k':
                hour = number(2, 0, 23);
                return hour >= 0;
            case 'I', 'l':
                hour = number(2, 1, 12);
                twelve = true;
                return hour >= 0;
            case 'M':
                minute = number(2, 0, 59);
                return minute >= 0;
            case 'S':
                second = number(2, 0, 61);
                return second >= 0;
            case 'p', 'P':
                int half = name(new String[] {"AM", "PM"});
                afternoon = half == 1;
                return half >= 0;
            case 's':
                return epoch();
            case 'z':
                return zone();
            case 'Z':
                skipBlanks();
                while (at < text.length() && !Character.isWhitespace(text.charAt(at))) {
                    at++;
                }
                return true;
            case 'u', 'w':
                return number(1, 0, 7) >= 0;
            case 'U', 'V', 'W', 'C', 'g':
                return number(2, 0, 99) >= 0;
            case 'n', 't':
                skipBlanks();
                return true;
            case '%':
                return at < text.length() && text.charAt(at++) == '%';
            default:
                return composed(field);
        }
    }

    private boolean composed(char field) {
        return switch (field) {
            case 'c' -> match("%a %b %e %H:%M:%S %Y");
            case 'D', 'x' -> match("%m/%d/%y");
            case 'F' -> match("%Y-%m-%d");
            case 'r' -> match("%I:%M:%S %p");
            case 'R' -> match("%H:%M");
            case 'T', 'X' -> match("%H:%M:%S");
            default -> false;
        };
    }

    private boolean year() {
        skipBlanks();
        boolean negative = at < text.length() && text.charAt(at) == '-';
        if (negative) {
            at++;
        }
        int value = number(4, 0, 9999);
        year = negative ? -value : value;
        return value >= 0;
    }

    private boolean epoch() {
        int start = at;
        while (at < text.length() && Character.isDigit(text.charAt(at)) && at - start < 12) {
            at++;
        }
        if (at == start) {
            return false;
        }
        Moment moment = Moment.of(Long.parseLong(text.substring(start, at)), "strptime");
        year = moment.year();
        month = moment.month();
        day = moment.day();
        hour = moment.hour();
        minute = moment.minute();
        second = (int) moment.second();
        return true;
    }

    private boolean zone() {
        skipBlanks();
        if (at < text.length() && text.charAt(at) == 'Z') {
            at++;
            return true;
        }
        if (at >= text.length() || (text.charAt(at) != '+' && text.charAt(at) != '-')) {
            return false;
        }
        at++;
        int digits = 0;
        while (at < text.length() && digits < 4 && (Character.isDigit(text.charAt(at)) || text.charAt(at) == ':')) {
            if (text.charAt(at) != ':') {
                digits++;
            }
            at++;
        }
        return digits == 2 || digits == 4;
    }

    private void skipBlanks() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
    }

    /// A number of at most so many digits, or -1.
    private int number(int digits, int from, int to) {
        skipBlanks();
        int start = at;
        int value = 0;
        while (at < text.length() && at - start < digits && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            value = value * 10 + text.charAt(at++) - '0';
        }
        return at == start || value < from || value > to ? -1 : value;
    }

    /// Which of the names stands here, in full or with three letters, or -1.
    private int name(String[] names) {
        for (int i = 0; i < names.length; i++) {
            for (int length : new int[] {names[i].length(), Math.min(3, names[i].length())}) {
                if (text.regionMatches(true, at, names[i], 0, length)) {
                    at += length;
                    return i;
                }
            }
        }
        return -1;
    }
}

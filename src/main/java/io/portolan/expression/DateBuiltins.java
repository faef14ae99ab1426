package io.portolan.expression;

import static io.portolan.expression.Builtins.function0;
import static io.portolan.expression.Builtins.function1;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/// Dates as jq has them: seconds since the epoch, or "broken down" arrays
/// `[year, month 0-11, day, hours, minutes, seconds, weekday 0-6 from Sunday, day of the year from 0]`, always in UTC.
final class DateBuiltins {

    private static final double MAX_SECONDS = 6e13;

    private DateBuiltins() {}

    static void register(Map<String, Builtins.Factory> all) {
        all.put("now/0", function0((run, in) -> {
            Instant now = run.options.clock().instant();
            return Numbers.of(now.getEpochSecond() + now.getNano() / 1e9);
        }));
        all.put("gmtime/0", function0((run, in) -> breakDown(in, "gmtime")));
        all.put("localtime/0", function0((run, in) -> breakDown(in, "localtime")));
        all.put("mktime/0", function0((run, in) -> {
            if (!(in instanceof ArrayNode parts)) {
                throw new JqError("mktime requires array inputs");
            }
            return Numbers.of(Moment.of(parts, "mktime").epochSeconds());
        }));
        all.put("strftime/1", function1((run, in, format) -> strftime(run, in, format, "strftime/1")));
        all.put("strflocaltime/1", function1((run, in, format) -> strftime(run, in, format, "strflocaltime/1")));
        all.put("strptime/1", function1((run, in, format) -> {
            if (!in.isString() || !format.isString()) {
                throw new JqError("strptime/1 requires string inputs and arguments");
            }
            Moment moment = new DateReader(in.stringValue()).read(format.stringValue());
            if (moment == null) {
                throw new JqError(
                        "date \"" + in.stringValue() + "\" does not match format \"" + format.stringValue() + "\"");
            }
            return moment.toArray();
        }));
    }

    private static JsonNode breakDown(JsonNode in, String name) {
        if (!in.isNumber()) {
            throw new JqError(name + "() requires numeric inputs");
        }
        return Moment.of(Numbers.value(in), name).toArray();
    }

    private static JsonNode strftime(Run run, JsonNode in, JsonNode format, String name) {
        if (!in.isNumber() && !(in instanceof ArrayNode)) {
            throw new JqError(name + " requires parsed datetime inputs");
        }
        if (!format.isString()) {
            throw new JqError(name + " requires a string format");
        }
        run.steps(20L * format.stringValue().length());
        Moment moment = in instanceof ArrayNode parts ? Moment.of(parts, name) : Moment.of(Numbers.value(in), name);
        String text = DateWriter.write(moment, format.stringValue());
        run.allocate(Memory.TEXT + text.length());
        return Values.text(text);
    }

    /// A broken-down time; the fields may be out of range until they are normalized.
    record Moment(long year, int month, int day, int hour, int minute, double second) {

        static Moment of(double seconds, String name) {
            if (Double.isNaN(seconds)) {
                throw new JqError(name + " requires parsed datetime inputs");
            }
            if (Math.abs(seconds) > MAX_SECONDS) {
                throw new JqError(name + ": error converting number of seconds since epoch to datetime");
            }
            // as jq: whole seconds towards zero, the fraction counted from below
            long whole = (long) seconds;
            LocalDate date = LocalDate.ofEpochDay(Math.floorDiv(whole, 86_400));
            int inDay = (int) Math.floorMod(whole, 86_400L);
            return new Moment(
                    date.getYear(),
                    date.getMonthValue() - 1,
                    date.getDayOfMonth(),
                    inDay / 3600,
                    inDay / 60 % 60,
                    inDay % 60 + (seconds - Math.floor(seconds)));
        }

        static Moment of(ArrayNode parts, String name) {
            double[] values = new double[6];
            values[0] = parts.isEmpty() ? 1900 : 0;
            for (int i = 0; i < parts.size(); i++) {
                JsonNode part = parts.get(i);
                if (!part.isNumber() || Double.isNaN(Numbers.value(part))) {
                    throw new JqError(name + " requires parsed datetime inputs");
                }
                if (i < 6) {
                    values[i] = Math.max(-1e8, Math.min(1e8, Numbers.value(part)));
                }
            }
            return new Moment(
                    (long) values[0], (int) values[1], (int) values[2], (int) values[3], (int) values[4], values[5]);
        }

        long epochSeconds() {
            long months = year * 12 + month;
            LocalDate first = LocalDate.of((int) Math.floorDiv(months, 12L), (int) Math.floorMod(months, 12L) + 1, 1);
            return (first.toEpochDay() + day - 1) * 86_400 + hour * 3600L + minute * 60L + (long) Math.floor(second);
        }

        LocalDate date() {
            return LocalDate.ofEpochDay(Math.floorDiv(epochSeconds(), 86_400L));
        }

        int weekday() {
            return date().getDayOfWeek().getValue() % 7;
        }

        JsonNode toArray() {
            return Values.array(8)
                    .add(Numbers.of(year))
                    .add(month)
                    .add(day)
                    .add(hour)
                    .add(minute)
                    .add(Numbers.of(second))
                    .add(weekday())
                    .add(date().getDayOfYear() - 1);
        }
    }
}

package io.portolan.expression;

import java.time.InstantSource;

/// How a program is read and what happens to its errors.
///
/// @param singleQuotes whether single-quoted strings are rewritten to double-quoted ones before parsing (dialect 0.2)
/// @param errorsAsNull whether a runtime error of [JqProgram#evaluate] gives `null` in place of an exception; limits
/// and
///     compile errors are always thrown
/// @param clock where `now` comes from
public record JqOptions(boolean singleQuotes, boolean errorsAsNull, InstantSource clock) {

    private static final JqOptions PORTAL = new JqOptions(true, true, InstantSource.system());
    private static final JqOptions PLAIN = new JqOptions(false, false, InstantSource.system());

    /// The portal's dialect: single quotes are understood, a runtime error gives `null`.
    public static JqOptions portal() {
        return PORTAL;
    }

    /// Plain jq: nothing is rewritten, errors are thrown.
    public static JqOptions plain() {
        return PLAIN;
    }

    /// The same options, with runtime errors thrown as [ExpressionException.Failed].
    public JqOptions reportingErrors() {
        return new JqOptions(singleQuotes, false, clock);
    }

    public JqOptions withClock(InstantSource source) {
        return new JqOptions(singleQuotes, errorsAsNull, source);
    }
}

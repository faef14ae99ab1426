package io.portolan.access;

import io.portolan.kernel.Ids;
import io.portolan.kernel.PortalException;
import java.util.Locale;
import java.util.Set;
import org.springframework.security.crypto.factory.PasswordEncoderFactories;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;

/// Makes, hashes and judges passwords. Hashes carry their algorithm (`{bcrypt}…`), so that a better one can take over.
@Component
class Passwords {

    static final int MIN_LENGTH = 12;

    /// bcrypt looks at no more than 72 bytes.
    static final int MAX_BYTES = 72;

    private static final int GENERATED_LENGTH = 20;
    private static final Set<String> COMMON = Set.of(
            "passwordpassword",
            "password1234",
            "password12345",
            "password123456",
            "123456789012",
            "1234567890123",
            "12345678901234",
            "qwertyuiopasdf",
            "qwertyuiop12",
            "qwertyuiop123",
            "qwerty123456",
            "administrator",
            "administrator1",
            "adminadminadmin",
            "letmeinletmein",
            "welcome12345",
            "iloveyou1234",
            "changemechangeme",
            "changeme1234",
            "abcdefghijkl",
            "abcd12345678",
            "aaaaaaaaaaaa",
            "111111111111",
            "000000000000");

    private final PasswordEncoder encoder = PasswordEncoderFactories.createDelegatingPasswordEncoder();

    PasswordEncoder encoder() {
        return encoder;
    }

    String generate() {
        return Ids.secret(GENERATED_LENGTH);
    }

    String hash(String password) {
        return java.util.Objects.requireNonNull(encoder.encode(password));
    }

    boolean matches(String password, String hash) {
        return encoder.matches(password, hash);
    }

    /// Throws [PortalException.Invalid] for a password that is short, common or made of the user's own name.
    void requireStrong(String password, User user) {
        String lower = password.toLowerCase(Locale.ROOT);
        String account = user.email().split("@", 2)[0].toLowerCase(Locale.ROOT);
        String reason = null;
        if (password.length() < MIN_LENGTH) {
            reason = "must have at least " + MIN_LENGTH + " characters";
        } else if (password.getBytes(java.nio.charset.StandardCharsets.UTF_8).length > MAX_BYTES) {
            reason = "must not have more than " + MAX_BYTES + " bytes";
        } else if (COMMON.contains(lower) || lower.chars().distinct().count() < 5) {
            reason = "must not be one of the passwords that everybody tries first";
        } else if (account.length() > 3 && lower.contains(account)) {
            reason = "must not contain your name";
        }
        if (reason != null) {
            throw new PortalException.Invalid("/next", reason);
        }
    }
}

package io.portolan.kernel;

import java.security.SecureRandom;
import java.text.Normalizer;
import java.util.Locale;

/// Random identifiers in the form Port uses: a prefix and 16 letters and digits (95 bits), such as
/// `r_vb9EPyW1zOamcbT1`.
public final class Ids {

    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    private static final SecureRandom RANDOM = new SecureRandom();

    private Ids() {}

    public static String random(String prefix) {
        return prefix + secret(16);
    }

    /// The identifier that a title suggests: `Time to live (TTL)` gives `time_to_live_ttl`. Empty when there is no
    /// Latin letter or digit in it.
    public static String fromTitle(String title) {
        String plain = Normalizer.normalize(title, Normalizer.Form.NFD)
                .replaceAll("\\p{M}", "")
                .replace("ß", "ss")
                .toLowerCase(Locale.ROOT);
        return plain.replaceAll("[^a-z0-9]+", "_").replaceAll("^_+|_+$", "");
    }

    /// A random text of letters and digits, good for passwords and secrets: 5.95 bits a character.
    public static String secret(int length) {
        StringBuilder text = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            text.append(ALPHABET.charAt(RANDOM.nextInt(ALPHABET.length())));
        }
        return text.toString();
    }
}

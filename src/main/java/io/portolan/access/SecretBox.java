package io.portolan.access;

import io.portolan.kernel.Ids;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Service;

/// Encrypts what must be kept but never seen: AES-256 in GCM mode with a fresh 96-bit IV, written as
/// `v1.<base64url(IV ‖ ciphertext ‖ tag)>`.
///
/// The master key comes from `PORTOLAN_SECRET_KEY` (at least 32 characters), or is made at the first start and kept in
/// the file `secret.key` (mode 0600) of the data folder. Whoever loses it loses the secrets; nodes that share a
/// database
/// must share it.
@Service
public class SecretBox {

    static final String KEY_FILE = "secret.key";
    private static final int IV_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final String VERSION = "v1.";
    private static final int MIN_KEY_LENGTH = 32;

    private final SecureRandom random = new SecureRandom();
    private final SecretKey master;

    @Autowired
    SecretBox(@Value("${portolan.secret-key:}") String configured, @Value("${portolan.data:data}") Path dataFolder) {
        this(configured.isEmpty() ? keyFrom(dataFolder.resolve(KEY_FILE)) : checked(configured));
    }

    SecretBox(String masterText) {
        this.master =
                new SecretKeySpec(hmac(masterText.getBytes(StandardCharsets.UTF_8), "portolan secret box v1"), "AES");
    }

    /// Encrypts a text. The purpose is bound to it: the text opens only under the same purpose.
    public String seal(String purpose, String text) {
        byte[] iv = new byte[IV_BYTES];
        random.nextBytes(iv);
        try {
            Cipher cipher = cipher(Cipher.ENCRYPT_MODE, iv, purpose);
            byte[] sealed = cipher.doFinal(text.getBytes(StandardCharsets.UTF_8));
            byte[] all = new byte[IV_BYTES + sealed.length];
            System.arraycopy(iv, 0, all, 0, IV_BYTES);
            System.arraycopy(sealed, 0, all, IV_BYTES, sealed.length);
            return VERSION + Base64.getUrlEncoder().withoutPadding().encodeToString(all);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The Java runtime cannot encrypt with AES/GCM", e);
        }
    }

    /// Decrypts what [#seal] made under the same purpose. Throws [IllegalStateException] when the text was changed, or
    /// sealed under another key or purpose.
    public String open(String purpose, String sealed) {
        try {
            if (!sealed.startsWith(VERSION)) {
                throw new IllegalArgumentException("unknown version");
            }
            byte[] all = Base64.getUrlDecoder().decode(sealed.substring(VERSION.length()));
            byte[] iv = java.util.Arrays.copyOf(all, IV_BYTES);
            Cipher cipher = cipher(Cipher.DECRYPT_MODE, iv, purpose);
            return new String(cipher.doFinal(all, IV_BYTES, all.length - IV_BYTES), StandardCharsets.UTF_8);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new IllegalStateException(
                    "A stored secret cannot be decrypted: it was sealed with another key. Put the former "
                            + "PORTOLAN_SECRET_KEY, or the former file " + KEY_FILE + " of the data folder, back.",
                    e);
        }
    }

    /// A 256-bit key for one purpose, always the same for the same master key.
    byte[] derive(String purpose) {
        return hmac(master.getEncoded(), purpose);
    }

    /// An HMAC-SHA256 over a text, 32 bytes, under a key of this purpose alone. Compare it in constant time.
    public byte[] sign(String purpose, String text) {
        return hmac(derive("signature of " + purpose), text);
    }

    private Cipher cipher(int mode, byte[] iv, String purpose) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, master, new GCMParameterSpec(TAG_BITS, iv));
        cipher.updateAAD(purpose.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }

    private static byte[] hmac(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The Java runtime lacks HmacSHA256", e);
        }
    }

    private static String checked(String configured) {
        if (configured.length() < MIN_KEY_LENGTH) {
            throw new IllegalStateException("PORTOLAN_SECRET_KEY must have at least " + MIN_KEY_LENGTH
                    + " characters, but has " + configured.length());
        }
        return configured;
    }

    private static String keyFrom(Path file) {
        try {
            if (!Files.exists(file)) {
                try {
                    PrivateFile.create(file, Ids.secret(64) + "\n");
                } catch (FileAlreadyExistsException e) {
                    // somebody else made it in this moment: theirs counts
                }
            }
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "The key file " + file.toAbsolutePath()
                            + " can neither be read nor made. Make the data folder writable, or set PORTOLAN_SECRET_KEY.",
                    e);
        }
    }
}

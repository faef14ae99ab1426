package io.portolan.action;

import io.portolan.kernel.Json;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import tools.jackson.databind.JsonNode;

/// Encrypts inputs for the backend, dialect section 5.2: Base64 of IV (16 bytes), ciphertext and tag (16 bytes), the
/// key
/// being the first 32 bytes of the organisation's client secret.
final class InputCipher {

    private static final int BLOCK = 16;
    private static final SecureRandom RANDOM = new SecureRandom();

    private InputCipher() {}

    static String encrypt(JsonNode value, String clientSecret) {
        byte[] plain = (value.isString() ? value.stringValue() : Json.write(value)).getBytes(StandardCharsets.UTF_8);
        byte[] iv = new byte[BLOCK];
        RANDOM.nextBytes(iv);
        byte[] key = Arrays.copyOf(clientSecret.getBytes(StandardCharsets.UTF_8), 32);
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(
                    Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"), new GCMParameterSpec(BLOCK * Byte.SIZE, iv));
            byte[] encrypted = cipher.doFinal(plain);
            byte[] all = Arrays.copyOf(iv, BLOCK + encrypted.length);
            System.arraycopy(encrypted, 0, all, BLOCK, encrypted.length);
            return Base64.getEncoder().encodeToString(all);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES/GCM is part of every Java platform", e);
        }
    }
}

package io.portolan.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretBoxTest {

    private static final String KEY = "a-key-of-more-than-32-characters-for-tests";
    private final SecretBox box = new SecretBox(KEY);

    @Test
    void whatGoesInComesOut() {
        assertThat(box.open("p", box.seal("p", "päss\u0000wörd 🔑"))).isEqualTo("päss\u0000wörd 🔑");
        assertThat(box.open("p", box.seal("p", ""))).isEmpty();
    }

    @Test
    void theSameTextIsNeverSealedTheSameWay() {
        Set<String> sealed = new HashSet<>();
        for (int i = 0; i < 1_000; i++) {
            sealed.add(box.seal("p", "text"));
        }
        assertThat(sealed).hasSize(1_000).allSatisfy(text -> assertThat(text).doesNotContain("text"));
    }

    @Test
    void anotherPurposeKeyOrByteOpensNothing() {
        String sealed = box.seal("secret A", "value");
        assertThatThrownBy(() -> box.open("secret B", sealed)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> new SecretBox(KEY + "x").open("secret A", sealed))
                .hasMessageContaining("PORTOLAN_SECRET_KEY");
        for (int i = 3; i < sealed.length(); i++) {
            char changed = sealed.charAt(i) == 'A' ? 'B' : 'A';
            String tampered = sealed.substring(0, i) + changed + sealed.substring(i + 1);
            if (!tampered.equals(sealed) && i < sealed.length() - 1) {
                assertThatThrownBy(() -> box.open("secret A", tampered)).isInstanceOf(IllegalStateException.class);
            }
        }
        assertThatThrownBy(() -> box.open("secret A", "v1.")).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> box.open("secret A", "value")).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void theKeyFileIsMadeOnceAndForTheOwnerAlone(@TempDir Path folder) throws Exception {
        SecretBox first = new SecretBox("", folder);
        Path file = folder.resolve(SecretBox.KEY_FILE);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        String sealed = first.seal("p", "text");
        assertThat(new SecretBox("", folder).open("p", sealed)).isEqualTo("text");
    }

    @Test
    void aShortKeyIsRefused(@TempDir Path folder) {
        assertThatThrownBy(() -> new SecretBox("short", folder))
                .hasMessageContaining("PORTOLAN_SECRET_KEY must have at least 32 characters");
    }
}

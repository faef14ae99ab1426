package io.portolan.access;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/// The file `client.properties` (mode 0600) of the data folder: the credentials of the organisation's own API client,
/// for
/// the command line on the same machine. Whoever may read the data folder may do everything anyway.
@Component
class ClientFile {

    static final String NAME = "client.properties";

    private final Path path;

    ClientFile(@Value("${portolan.data:data}") Path dataFolder) {
        this.path = dataFolder.resolve(NAME).toAbsolutePath().normalize();
    }

    Path path() {
        return path;
    }

    boolean exists() {
        return Files.exists(path);
    }

    void write(NewCredentials credentials) {
        try {
            PrivateFile.replace(
                    path,
                    "clientId=" + escape(credentials.clientId()) + "\nclientSecret="
                            + escape(credentials.clientSecret()) + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write " + path + ". Make the data folder writable.", e);
        }
    }

    private static String escape(String value) {
        return value.replace("\\", "\\\\");
    }
}

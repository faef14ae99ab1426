package io.portolan.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.util.FileSystemUtils;

/// Gives a test's portal an empty data folder, deleted when the run ends, and the presets of a first start.
public final class TestDatabase implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    /// The preset API client, an administrator.
    public static final String CLIENT_ID = "test-client";

    public static final String CLIENT_SECRET = "test-client-secret-of-more-than-32-characters";
    public static final String ADMIN_PASSWORD = "admin-password-in-tests";

    /// PostgreSQL's programs, unpacked once for all test runs of a checkout.
    public static final Path PROGRAMS = Path.of("target", "postgres").toAbsolutePath();

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        context.getEnvironment()
                .getPropertySources()
                .addFirst(new MapPropertySource(
                        "portal-test",
                        Map.of(
                                "portolan.data",
                                temporaryFolder().toString(),
                                "portolan.embedded.durable",
                                "false",
                                "portolan.embedded.programs",
                                PROGRAMS.toString(),
                                "portolan.example",
                                "false",
                                "PORTOLAN_CLIENT_ID",
                                CLIENT_ID,
                                "PORTOLAN_CLIENT_SECRET",
                                CLIENT_SECRET,
                                "PORTOLAN_ADMIN_PASSWORD",
                                ADMIN_PASSWORD,
                                "portolan.dispatcher.background",
                                "false",
                                "spring.quartz.auto-startup",
                                "false")));
    }

    /// A folder that is deleted when the JVM ends, after the server in it has stopped.
    public static Path temporaryFolder() {
        try {
            Path folder = Files.createTempDirectory("portolan-test");
            folder.toFile().deleteOnExit();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(folder)));
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path folder) {
        try {
            FileSystemUtils.deleteRecursively(folder);
        } catch (IOException e) {
            // The server may still be writing its last files; the system clears its temporary folder anyway.
        }
    }
}

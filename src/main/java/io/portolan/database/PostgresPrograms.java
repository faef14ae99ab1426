package io.portolan.database;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tukaani.xz.XZInputStream;

/// PostgreSQL's own programs, unpacked from the archive for this machine that the application carries.
final class PostgresPrograms {

    private static final Logger log = LoggerFactory.getLogger(PostgresPrograms.class);
    /// Goes up with the archives in the build file: another version is unpacked beside the old one.
    static final String VERSION = "18.4.0";

    private final Path home;

    private PostgresPrograms(Path home) {
        this.home = home;
    }

    /// The programs below `folder`, unpacked at the first use (about 2 s).
    static PostgresPrograms in(Path folder) {
        String platform = platform();
        Path home = folder.resolve(VERSION + "-" + platform);
        if (!Files.isDirectory(home)) {
            unpack(platform, home);
        }
        return new PostgresPrograms(home);
    }

    /// Name of the archive for this machine, such as `linux-x86_64`.
    private static String platform() {
        String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        String machine = System.getProperty("os.arch", "").toLowerCase(Locale.ROOT);
        return (system.contains("mac") ? "darwin" : "linux")
                + (machine.equals("aarch64") || machine.equals("arm64") ? "-arm_64" : "-x86_64");
    }

    private static void unpack(String platform, Path home) {
        String archive = "/postgres-" + platform + ".txz";
        try (InputStream packed = PostgresPrograms.class.getResourceAsStream(archive)) {
            if (packed == null) {
                throw new DatabaseStartException("This build carries no PostgreSQL for " + platform
                        + ". Build it on this machine, or use a server of your own with PORTOLAN_DB_URL.");
            }
            Path draft = Files.createTempDirectory(Files.createDirectories(parent(home)), "unpack");
            extract(packed, draft);
            try {
                Files.move(draft, home);
            } catch (IOException e) {
                deleteTree(draft);
                if (!Files.isDirectory(home)) {
                    throw e;
                }
            }
            log.info("PostgreSQL {} unpacked", VERSION);
        } catch (IOException e) {
            throw new DatabaseStartException("PostgreSQL cannot be unpacked to " + home + ": " + e, e);
        }
    }

    private static void extract(InputStream packed, Path target) throws IOException {
        try (TarArchiveInputStream tar =
                new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(packed)))) {
            TarArchiveEntry entry;
            while ((entry = tar.getNextEntry()) != null) {
                Path file = target.resolve(entry.getName()).normalize();
                if (!file.startsWith(target)) {
                    throw new IOException("entry outside of the archive: " + entry.getName());
                }
                if (entry.isDirectory()) {
                    Files.createDirectories(file);
                    continue;
                }
                Files.createDirectories(parent(file));
                if (entry.isSymbolicLink()) {
                    Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
                } else if (entry.isLink()) {
                    Files.copy(target.resolve(entry.getLinkName()), file);
                } else {
                    Files.copy(tar, file);
                    boolean program = (entry.getMode() & 0100) != 0
                            || target.relativize(file).startsWith("bin");
                    Files.setPosixFilePermissions(
                            file, PosixFilePermissions.fromString(program ? "rwxr-xr-x" : "rw-r--r--"));
                }
            }
        }
    }

    private static Path parent(Path path) {
        return Objects.requireNonNull(path.getParent());
    }

    static void deleteTree(Path folder) throws IOException {
        if (Files.notExists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    /// Runs a program to its end. Throws with its output when it fails.
    void run(String program, List<String> arguments) {
        List<String> command = new ArrayList<>();
        if (isRoot()) {
            // PostgreSQL refuses to run as root; in a user namespace of its own it sees an ordinary user.
            command.addAll(List.of("unshare", "--user"));
        }
        command.add(home.resolve("bin").resolve(program).toString());
        command.addAll(arguments);
        try {
            Path output = Files.createTempFile("portolan-" + program, ".log");
            try {
                // A file instead of a pipe: the server inherits it, and nobody reads a pipe after pg_ctl has ended.
                ProcessBuilder builder = new ProcessBuilder(command);
                builder.environment().put("LC_ALL", "C");
                Process process = builder.redirectErrorStream(true)
                        .redirectOutput(output.toFile())
                        .start();
                if (process.waitFor() != 0) {
                    throw new DatabaseStartException("PostgreSQL's " + program + " failed:\n"
                            + Files.readString(output, StandardCharsets.UTF_8).strip());
                }
            } finally {
                Files.delete(output);
            }
        } catch (IOException e) {
            throw new DatabaseStartException("PostgreSQL's " + program + " cannot be run: " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DatabaseStartException("Interrupted while PostgreSQL's " + program + " ran", e);
        }
    }

    private static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"))
                && System.getProperty("os.name", "").equals("Linux");
    }
}

package io.portolan.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The folder that holds everything the portal must not lose, `./data` unless configured otherwise. Its owner alone may
/// read it.
public final class DataFolder implements AutoCloseable {

    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");
    private static final Set<PosixFilePermission> OWNER_ONLY_FOLDER = PosixFilePermissions.fromString("rwx------");
    private static final String LOCK_FILE = "portolan.lock";

    private final Path path;
    private @Nullable FileChannel lockChannel;

    private DataFolder(Path path) {
        this.path = path;
    }

    /// The folder, made if it is missing.
    static DataFolder open(Path path) {
        try {
            Path folder = path.toAbsolutePath().normalize();
            boolean fresh = Files.notExists(folder);
            Files.createDirectories(folder);
            if (fresh && isPosix(folder)) {
                Files.setPosixFilePermissions(folder, OWNER_ONLY_FOLDER);
            }
            return new DataFolder(folder.toRealPath());
        } catch (IOException e) {
            throw new DatabaseStartException(
                    "The data folder " + path + " cannot be used: " + e + ". Choose another one with --data or "
                            + "PORTOLAN_DATA.",
                    e);
        }
    }

    public Path path() {
        return path;
    }

    /// A file or folder inside.
    public Path resolve(String name) {
        return path.resolve(name);
    }

    /// Puts a text into a file that only the owner may read (mode 0600), in one step: readers see the old text or the
    /// new.
    public Path writePrivate(String name, String content) {
        try {
            Path target = path.resolve(name);
            Path draft = path.resolve(name + ".new");
            Files.deleteIfExists(draft);
            if (isPosix(path)) {
                Files.createFile(draft, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
            }
            Files.writeString(draft, content, StandardOpenOption.CREATE, StandardOpenOption.SYNC);
            return Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write " + name + " in the data folder " + path, e);
        }
    }

    /// Claims the folder for this process until it ends; the operating system releases the lock even after a kill.
    void lock() {
        try {
            FileChannel channel = FileChannel.open(
                    path.resolve(LOCK_FILE),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.READ,
                    StandardOpenOption.WRITE);
            FileLock lock;
            try {
                lock = channel.tryLock();
            } catch (OverlappingFileLockException e) {
                lock = null;
            }
            if (lock == null) {
                channel.close();
                throw new DatabaseStartException("The data folder " + path + " is in use by another Portolan"
                        + holder() + ". Stop that one first, or start this one on another folder with --data DIR or "
                        + "PORTOLAN_DATA.");
            }
            channel.truncate(0);
            channel.write(
                    ByteBuffer.wrap((ProcessHandle.current().pid() + "\n").getBytes(StandardCharsets.US_ASCII)), 0);
            lockChannel = channel;
        } catch (IOException e) {
            throw new DatabaseStartException("The data folder " + path + " cannot be locked: " + e, e);
        }
    }

    private String holder() {
        try {
            String pid = Files.readString(path.resolve(LOCK_FILE), StandardCharsets.US_ASCII)
                    .strip();
            return pid.isEmpty() ? "" : " (process " + pid + ")";
        } catch (IOException e) {
            return "";
        }
    }

    @Override
    public void close() {
        FileChannel channel = lockChannel;
        lockChannel = null;
        if (channel != null) {
            try {
                channel.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    static boolean isPosix(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }
}

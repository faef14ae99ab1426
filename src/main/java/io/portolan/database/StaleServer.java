package io.portolan.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The server that a killed portal left running. Called with the lock of the data folder held, so no living portal uses
/// it.
final class StaleServer {

    private static final Logger log = LoggerFactory.getLogger(StaleServer.class);

    private StaleServer() {}

    /// Stops it, if the process that the pid file names really is this folder's server.
    static void stop(Path cluster, PostgresPrograms programs) {
        Path pidFile = cluster.resolve("postmaster.pid");
        try {
            if (!Files.exists(pidFile)) {
                return;
            }
            Optional<ProcessHandle> process = process(pidFile);
            if (process.isEmpty()) {
                return; // PostgreSQL itself clears the file of a process that is gone
            }
            if (!serves(process.get(), cluster)) {
                // The number was given to another program since, and PostgreSQL would take that for a living server.
                log.info(
                        "Removing {}: process {} is another program",
                        pidFile,
                        process.get().pid());
                Files.delete(pidFile);
                return;
            }
            log.info(
                    "Stopping the database server that an earlier start left behind (process {})",
                    process.get().pid());
            programs.run("pg_ctl", List.of("stop", "--pgdata=" + cluster, "--mode=immediate", "--wait"));
        } catch (IOException e) {
            throw new DatabaseStartException("Cannot read " + pidFile + ": " + e, e);
        }
    }

    private static Optional<ProcessHandle> process(Path pidFile) throws IOException {
        List<String> lines = Files.readAllLines(pidFile);
        try {
            return lines.isEmpty()
                    ? Optional.empty()
                    : ProcessHandle.of(Long.parseLong(lines.getFirst().strip()));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static boolean serves(ProcessHandle process, Path cluster) {
        ProcessHandle.Info info = process.info();
        boolean postgres =
                info.command().map(command -> command.endsWith("/postgres")).orElse(false);
        boolean folder = info.arguments()
                .map(arguments -> List.of(arguments).contains(cluster.toString()))
                .orElse(false);
        return postgres && folder;
    }
}

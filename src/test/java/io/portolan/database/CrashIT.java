package io.portolan.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.portolan.testing.PortalProcess;
import io.portolan.testing.TestDatabase;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Properties;
import org.junit.jupiter.api.Test;

/// The portal's process is killed, as a power cut or the kernel's out-of-memory killer would.
class CrashIT {

    private final Path data = TestDatabase.temporaryFolder();

    @Test
    void whatWasCommittedIsThereAfterAKillAndASecondStartWhileItRunsIsRefused() throws Exception {
        try (PortalProcess portal = PortalProcess.start(data)) {
            try (Connection connection = connect()) {
                connection.createStatement().execute("CREATE TABLE crash_probe (note text)");
                connection.createStatement().execute("INSERT INTO crash_probe VALUES ('still here')");
            }
            assertThat(PortalProcess.startInVain(data))
                    .contains("in use by another Portolan")
                    .contains(data.toRealPath().toString())
                    .doesNotContain("\tat ");
            portal.kill();
        }
        assertThat(postmaster().isAlive()).isTrue();
        ProcessHandle left = postmaster();

        try (PortalProcess again = PortalProcess.start(data)) {
            assertThat(left.isAlive()).isFalse();
            assertThat(again.output()).contains("an earlier start left behind");
            try (Connection connection = connect();
                    ResultSet rows = connection.createStatement().executeQuery("SELECT note FROM crash_probe")) {
                rows.next();
                assertThat(rows.getString(1)).isEqualTo("still here");
            }
        }
        assertThat(data.resolve("database/postmaster.pid")).doesNotExist();
    }

    @Test
    void aPidFileThatNamesAnotherProgramStopsNothing() throws Exception {
        PortalProcess.start(data).close();
        Process bystander = new ProcessBuilder("sleep", "300").start();
        try {
            Files.writeString(
                    data.resolve("database/postmaster.pid"),
                    bystander.pid() + "\n" + data.resolve("database") + "\n1\n1\n\n127.0.0.1\n");
            try (PortalProcess again = PortalProcess.start(data)) {
                assertThat(bystander.isAlive()).isTrue();
                assertThat(again.output()).contains("is another program");
            }
        } finally {
            bystander.destroyForcibly();
        }
    }

    private Connection connect() throws IOException, SQLException {
        Properties settings = new Properties();
        settings.load(new StringReader(Files.readString(data.resolve("database.properties"))));
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:" + settings.getProperty("port") + "/portolan",
                "portolan",
                settings.getProperty("owner.password"));
    }

    private ProcessHandle postmaster() throws IOException {
        String pid = Files.readAllLines(data.resolve("database/postmaster.pid")).getFirst();
        return ProcessHandle.of(Long.parseLong(pid.strip())).orElseThrow();
    }
}

package io.portolan.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portolan.testing.PortalTest;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@PortalTest
class DatabaseIT {

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private DataFolder folder;

    @Autowired
    private DatabaseServer server;

    @Test
    void theTablesOfTheSchedulerAreThere() {
        assertThat(jdbc.sql("SELECT count(*) FROM qrtz_locks").query(Long.class).single())
                .isNotNull();
    }

    @Test
    void aSecondStartOnTheSameFolderIsRefusedAndNamesIt() {
        assertThatThrownBy(() -> DataFolder.open(folder.path()).lock())
                .isInstanceOf(DatabaseStartException.class)
                .hasMessageContaining(folder.path().toString())
                .hasMessageContaining("in use by another Portolan (process "
                        + ProcessHandle.current().pid() + ")");
    }

    @Test
    void nobodyGetsInWithoutThePassword() {
        assertThatThrownBy(() -> DriverManager.getConnection(server.url(), server.user(), "guess"))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("password authentication failed");
    }

    @Test
    void passwordsAreReadableByTheOwnerOnly() throws Exception {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("database.properties"))))
                .isEqualTo("rw-------");
    }

    @Test
    void administrationMayCreateDatabasesAndThePortalItselfMayNot() throws Exception {
        try (Connection admin = DriverManager.getConnection(server.url(), server.user(), server.password())) {
            admin.createStatement().execute("CREATE DATABASE sandbox_probe");
            admin.createStatement().execute("DROP DATABASE sandbox_probe");
        }
        assertThatThrownBy(() -> jdbc.sql("CREATE DATABASE sandbox_probe").update())
                .rootCause()
                .hasMessageContaining("permission denied");
    }
}

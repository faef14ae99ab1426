package io.portolan.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DatabaseServerTest {

    @ParameterizedTest
    @CsvSource({
        "jdbc:postgresql://127.0.0.1:5432/postgres, jdbc:postgresql://127.0.0.1:5432/other",
        "jdbc:postgresql://db/portolan?sslmode=require, jdbc:postgresql://db/other?sslmode=require",
    })
    void otherDatabasesHaveTheSameAddressAndParameters(String url, String other) {
        assertThat(new DatabaseServer(url, "u", "p", false).urlOf("other")).isEqualTo(other);
    }

    @ParameterizedTest
    @CsvSource({
        "jdbc:postgresql://db/portolan, jdbc:postgresql://db/portolan",
        "postgresql://db/portolan, jdbc:postgresql://db/portolan",
        "postgres://db/portolan, jdbc:postgresql://db/portolan",
    })
    void theCommonFormsOfAnAddressAreUnderstood(String configured, String jdbc) {
        try (PortalDatabase database = PortalDatabase.external(configured, "u", "p")) {
            assertThat(database.getJdbcUrl()).isEqualTo(jdbc);
            assertThat(database.administration().embedded()).isFalse();
        }
    }

    @Test
    void anotherKindOfDatabaseIsRefusedWithAnExample() {
        assertThatThrownBy(() -> PortalDatabase.external("jdbc:mysql://db/portolan", null, null))
                .isInstanceOf(DatabaseStartException.class)
                .hasMessageContaining("jdbc:postgresql://db.example.com:5432/portolan");
    }

    @Test
    void thePasswordIsNotPrinted() {
        assertThat(new DatabaseServer("jdbc:postgresql://db/x", "u", "hunter2", true).toString())
                .doesNotContain("hunter2");
    }
}

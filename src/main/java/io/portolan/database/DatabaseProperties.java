package io.portolan.database;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// Where the data is.
///
/// @param data the data folder: `portolan.data`, `PORTOLAN_DATA`
/// @param db an external server: `portolan.db.url` / `PORTOLAN_DB_URL` and so on; the embedded one runs without it
/// @param embedded settings of the embedded server
@ConfigurationProperties("portolan")
record DatabaseProperties(
        @DefaultValue("data") Path data,
        @DefaultValue External db,
        @DefaultValue Embedded embedded) {

    record External(
            @Nullable String url,
            @Nullable String user,
            @Nullable String password) {}

    /// @param durable false only in tests: a crash of the machine may then lose the database
    /// @param programs where PostgreSQL's programs are unpacked; a folder in the data folder when absent
    /// @param connections how many connections the server allows
    record Embedded(
            @DefaultValue("true") boolean durable,
            @Nullable Path programs,
            @DefaultValue("120") int connections) {}
}

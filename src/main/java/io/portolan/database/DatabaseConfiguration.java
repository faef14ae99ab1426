package io.portolan.database;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/// Decides which server it is: `portolan.db.url`, else `spring.datasource.url`, else the embedded one. The data source
/// is built from [PortalDatabase], so the server answers before anything asks.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(DatabaseProperties.class)
class DatabaseConfiguration {

    @Bean(destroyMethod = "close")
    DataFolder dataFolder(DatabaseProperties properties) {
        return DataFolder.open(properties.data());
    }

    @Bean(destroyMethod = "close")
    PortalDatabase portalDatabase(DatabaseProperties properties, DataFolder folder, Environment environment) {
        DatabaseProperties.External external = properties.db();
        if (external.url() != null && !external.url().isBlank()) {
            return PortalDatabase.external(external.url(), external.user(), external.password());
        }
        String url = environment.getProperty("spring.datasource.url");
        if (url != null && !url.isBlank()) {
            return PortalDatabase.external(
                    url,
                    environment.getProperty("spring.datasource.username"),
                    environment.getProperty("spring.datasource.password"));
        }
        folder.lock();
        return PortalDatabase.embedded(EmbeddedServer.start(folder, properties.embedded()));
    }

    @Bean
    DatabaseServer databaseServer(PortalDatabase database) {
        return database.administration();
    }
}

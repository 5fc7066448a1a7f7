package io.sangam.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class DatabaseConfiguration {

    private static final int SIDE_CONNECTIONS = 2;

    @Bean
    Database database(DatabaseSettings settings) {
        return Database.open(settings);
    }

    /// Takes the database as an argument, so Spring closes the pool before it stops the server.
    @Bean
    HikariDataSource dataSource(Database database, DatabaseSettings settings) {
        return new HikariDataSource(config(database, "sangam", settings.poolSize()));
    }

    @Bean
    SidePool sidePool(Database database) {
        return new SidePool(new HikariDataSource(config(database, "sangam-aside", SIDE_CONNECTIONS)));
    }

    private static HikariConfig config(Database database, String name, int size) {
        var login = database.application();
        var config = new HikariConfig();
        config.setPoolName(name);
        config.setJdbcUrl(login.url());
        config.setUsername(login.user());
        config.setPassword(login.password());
        config.setMaximumPoolSize(size);
        // A dead or frozen server must become a 503 within five seconds (docs/operations.md).
        config.setConnectionTimeout(3_000);
        config.setValidationTimeout(1_500);
        config.setInitializationFailTimeout(10_000);
        config.addDataSourceProperty("connectTimeout", "2");
        config.addDataSourceProperty("socketTimeout", "60");
        config.addDataSourceProperty("tcpKeepAlive", "true");
        config.addDataSourceProperty("ApplicationName", "sangam");
        // The detail of a violated constraint quotes the row: personal data has no place in the log.
        config.addDataSourceProperty("logServerErrorDetail", "false");
        return config;
    }
}

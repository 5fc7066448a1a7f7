package io.sangam.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.util.List;
import org.jooq.ExecuteListenerProvider;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;

@Configuration(proxyBeanMethods = false)
class DatabaseConfiguration {

    private static final int SIDE_CONNECTIONS = 2;

    @Bean
    Database database(DatabaseSettings settings) {
        return Database.open(settings);
    }

    @Bean
    ExecuteListenerProvider saidFirst() {
        return SaidFirst::new;
    }

    /// One for both pools: what the heartbeat ends when the server has frozen.
    @Bean
    OpenConnections openConnections(Database database) {
        var source = source(database);
        source.setConnectTimeout(2);
        source.setSocketTimeout(60);
        source.setTcpKeepAlive(true);
        source.setApplicationName("sangam");
        return new OpenConnections(source);
    }

    @Bean
    Heartbeat heartbeat(Database database, OpenConnections open) {
        return new Heartbeat(source(database), List.of(open));
    }

    /// Takes the database as an argument, so Spring closes the pool before it stops the server.
    @Bean
    @Primary
    HikariDataSource dataSource(Database database, OpenConnections open, DatabaseSettings settings) {
        return new HikariDataSource(config(open, "sangam", settings.poolSize()));
    }

    @Bean
    SidePool sidePool(Database database, OpenConnections open) {
        return new SidePool(new HikariDataSource(config(open, "sangam-aside", SIDE_CONNECTIONS)));
    }

    private static HikariConfig config(OpenConnections open, String name, int size) {
        var config = new HikariConfig();
        config.setPoolName(name);
        config.setDataSource(open);
        config.setMaximumPoolSize(size);
        // A dead or frozen server must become a 503 within five seconds (docs/operations.md), also for whom it was the
        // second wait, after the one for his company's share.
        config.setConnectionTimeout(2_500);
        config.setValidationTimeout(1_500);
        config.setInitializationFailTimeout(10_000);
        return config;
    }

    private static PGSimpleDataSource source(Database database) {
        var login = database.application();
        var source = new PGSimpleDataSource();
        source.setUrl(login.url());
        source.setUser(login.user());
        source.setPassword(login.password());
        // The detail of a violated constraint quotes the row: personal data has no place in the log.
        source.setLogServerErrorDetail(false);
        return source;
    }
}

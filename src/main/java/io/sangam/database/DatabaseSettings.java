package io.sangam.database;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// Where the data lives.
///
/// @param dir the data directory of the embedded PostgreSQL; unused when `url` is set
/// @param url JDBC URL of an external PostgreSQL ≥ 15; unset means embedded
/// @param user the owner: it migrates, and creates the application role unless `appUser` names one
/// @param appUser a role prepared by hand, for servers where the owner may not create roles
/// @param poolSize connections of this process; about four per core is right (docs/operations.md)
/// @param durable false switches off fsync of the embedded server: for throw-away tests only
@ConfigurationProperties("sangam.database")
public record DatabaseSettings(
        @DefaultValue("data") Path dir,
        @Nullable String url,
        @Nullable String user,
        @Nullable String password,
        @Nullable String appUser,
        @Nullable String appPassword,
        @DefaultValue("10") int poolSize,
        @DefaultValue("true") boolean durable) {}

/// The database: an embedded real PostgreSQL or an external one, its roles, its migrations, the connection pool.
///
/// Two roles: the owner migrates, the application role reads and writes and owns nothing, so row security binds it.
@ApplicationModule(
        displayName = "Database",
        allowedDependencies = {})
@NullMarked
package io.sangam.database;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

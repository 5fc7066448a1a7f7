/// Tenancy: who the tenants are, their settings and numbers, and the transaction that carries the tenant to PostgreSQL.
///
/// A *tenant* is one company. Its *slug* is the short name people sign in with.
@ApplicationModule(displayName = "Tenancy", allowedDependencies = "database")
@NullMarked
package io.sangam.tenancy;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

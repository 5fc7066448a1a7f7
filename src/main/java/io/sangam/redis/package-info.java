/// Redis: one optional server that processes share beside PostgreSQL. What it does, the database does when it is
/// away.
@ApplicationModule(
        displayName = "Redis",
        allowedDependencies = {})
@NullMarked
package io.sangam.redis;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

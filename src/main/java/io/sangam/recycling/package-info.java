/// Recycling: records their owners let lie go back to a pool, from which colleagues help themselves.
///
/// A record is *idle* when for so many days no person touched it and no next step is planned. Its owner is *warned*
/// first. Whoever gave a record up, or lost it, may take it back only after the *cool-down*.
@ApplicationModule(
        displayName = "Recycling",
        allowedDependencies = {
            "database",
            "tenancy",
            "identity",
            "access",
            "events",
            "jobs",
            "notifications",
            "records",
            "assignment"
        })
@NullMarked
package io.sangam.recycling;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

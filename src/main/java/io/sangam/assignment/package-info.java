/// Assignment: who gets a record (R5): whoever was named, else the first rule that matches, else the next in turn.
///
/// A *rule* is a filter on records and a *target*. A *pool* is the people a target chooses from, and whose turn it is.
@ApplicationModule(
        displayName = "Assignment",
        allowedDependencies = {
            "database",
            "tenancy",
            "identity",
            "access",
            "events",
            "jobs",
            "notifications",
            "records",
            "bulk",
            "pipelines"
        })
@NullMarked
package io.sangam.assignment;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

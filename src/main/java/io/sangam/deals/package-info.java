/// Deals: what a customer may buy, worked through the tenant's own stages until it is won or lost.
///
/// A deal's *stage* is its status. Its *result* is what the stage means: open, won or lost; *closed* is when it stopped
/// being open. A deal is *stale* when it has been in a stage for longer than the stage allows.
@ApplicationModule(
        displayName = "Deals",
        allowedDependencies = {
            "database",
            "tenancy",
            "identity",
            "access",
            "day",
            "events",
            "jobs",
            "notifications",
            "records",
            "imports",
            "accounts",
            "pipelines",
            "assignment"
        })
@NullMarked
package io.sangam.deals;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

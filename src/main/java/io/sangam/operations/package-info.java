/// Operations: what an administrator sees of the machinery (schedules, dead letters) and the description of the API.
///
/// Health and metrics are contributed by each module itself.
@ApplicationModule(
        displayName = "Operations",
        allowedDependencies = {"access", "events", "jobs"})
@NullMarked
package io.sangam.operations;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

/// Jobs: work that no request waits for, durable in the database and shared by all processes.
///
/// A *schedule* is a bean that says what runs how often; one process at a time runs it. A *job* is one piece of work
/// put in the queue by a transaction, tried again until it succeeds or ends as a *dead job*.
@ApplicationModule(
        displayName = "Jobs",
        allowedDependencies = {"database", "tenancy"})
@NullMarked
package io.sangam.jobs;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

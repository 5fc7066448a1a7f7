/// Pipelines: the statuses a tenant has given an object, and the one service that moves a record between them.
///
/// A *pipeline* is an ordered list of *statuses* for one kind of object. Entering a status may ask for something (a
/// *condition*) and may do something (an *effect*). A *group* says what a status means to code that knows no tenant's
/// words: open, progress, waiting, won, lost, done or expired.
@ApplicationModule(
        displayName = "Pipelines",
        allowedDependencies = {
            "database",
            "tenancy",
            "identity",
            "access",
            "events",
            "jobs",
            "notifications",
            "records",
            "bulk"
        })
@NullMarked
package io.sangam.pipelines;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

/// Tasks: what somebody has to do by when, on a record or on its own, and the reminders that go with it.
///
/// The *parent* is the record a task belongs to. The *assignee* does it. A *follow-up* is a task to get back to a
/// customer. A *rule* is one of the tenant's reminder times, in minutes from the due time.
@ApplicationModule(
        displayName = "Tasks",
        allowedDependencies = {
            "tenancy",
            "identity",
            "access",
            "day",
            "events",
            "jobs",
            "records",
            "pipelines",
            "assignment",
            "notifications"
        })
@NullMarked
package io.sangam.tasks;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

/// Notifications: what a person is told inside the app, at once when it is open, and kept until he has read it.
///
/// Nobody is told of what he did himself.
@ApplicationModule(
        displayName = "Notifications",
        allowedDependencies = {"tenancy", "events", "jobs"})
@NullMarked
package io.sangam.notifications;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

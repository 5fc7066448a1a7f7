/// Events: what happened, told to other modules after commit (the outbox) and to open browsers at once (realtime).
///
/// A *subscriber* is a listener that gets each event at least once, in order per record. It must be idempotent.
@ApplicationModule(
        displayName = "Events",
        allowedDependencies = {"database", "tenancy", "redis", "jobs"})
@NullMarked
package io.sangam.events;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

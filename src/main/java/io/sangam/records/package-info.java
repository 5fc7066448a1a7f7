/// Records: the spine. Every kind of record is described once, by its [ObjectType]; lists, filters, sums, metadata,
/// typed writes, masks, history, timeline, favourites and saved views follow from the description.
///
/// An *object* is a kind of record (lead, task). A *field* is one of its values. An *activity* is one thing that
/// happened to a record. Behaviour stays in the object's own module: the spine never knows what a lead means.
@ApplicationModule(
        displayName = "Records",
        allowedDependencies = {"database", "tenancy", "identity", "access", "events", "jobs", "notifications", "redis"})
@NullMarked
package io.sangam.records;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

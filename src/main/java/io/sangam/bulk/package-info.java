/// Bulk: one change asked for many records, carried out by a job.
///
/// An *operation* is such a change, an *item* one of its records, an *action* what is done to each. Items are written
/// one transaction each, so that what one refuses holds up no other, a killed process loses nothing, and each can be
/// undone for itself.
@ApplicationModule(
        displayName = "Bulk",
        allowedDependencies = {"database", "tenancy", "identity", "access", "jobs", "notifications", "records"})
@NullMarked
package io.sangam.bulk;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

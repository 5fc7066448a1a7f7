/// Access: which rows, which fields, which actions. Everything fails closed.
///
/// A *role* gives each module a level, a row scope and actions, and each sensitivity class of fields a visibility. A
/// *share* opens one record to one person or team until a date.
@ApplicationModule(
        displayName = "Access",
        allowedDependencies = {"database", "tenancy", "identity", "events"})
@NullMarked
package io.sangam.access;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

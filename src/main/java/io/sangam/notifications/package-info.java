/// Notifications: what a person is told, inside the app and by mail, as he wants it and when he wants it.
///
/// Who raises notices declares their kinds ([NoticeSource]) and calls [Notifications]. Nobody is told of what he did
/// himself.
@ApplicationModule(
        displayName = "Notifications",
        allowedDependencies = {"tenancy", "identity", "access", "events", "jobs", "mail"})
@NullMarked
package io.sangam.notifications;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

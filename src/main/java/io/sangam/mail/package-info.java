/// Mail: letters that leave the house by SMTP, each once for its cause, however often the cause is told and whoever
/// kills the process.
///
/// A module that has something to write declares a [Letter]; the queue keeps only what the letter needs to write
/// itself. While samples are tried out without a mail server, the *catcher* keeps the letters and shows them.
@ApplicationModule(
        displayName = "Mail",
        allowedDependencies = {"database", "tenancy", "jobs"})
@NullMarked
package io.sangam.mail;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

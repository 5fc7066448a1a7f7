/// Setup: how an installation comes to its companies, and what it says when it is ready.
///
/// A *command* is work an operator asks for on the command line instead of serving: `sangam.command=tenant` or
/// `limits`.
@ApplicationModule(
        displayName = "Setup",
        allowedDependencies = {"tenancy", "limits", "identity", "access"})
@NullMarked
package io.sangam.setup;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

/// Identity: users, teams, sessions and tokens: who is signed in, and who works under whom.
@ApplicationModule(
        displayName = "Identity",
        allowedDependencies = {"database", "tenancy", "events"})
@NullMarked
package io.sangam.identity;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

/// Identity: users, teams, sessions and tokens: who is signed in, and who works under whom.
///
/// It knows *who*, never *who may*: its use cases trust their caller, and `access` guards them. A *session* is one
/// signed-in device; an *access token* names it for fifteen minutes, a *refresh token* renews it and works once.
@ApplicationModule(
        displayName = "Identity",
        allowedDependencies = {"database", "tenancy", "limits", "events", "jobs", "mail"})
@NullMarked
package io.sangam.identity;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

/// Single sign-on: people sign in at a provider of their company's choice, by OpenID Connect.
///
/// A *provider* is such a service as an administrator described it. An *attempt* is one sign-in under way there, bound
/// to the browser that began it. A *link* remembers whom an issuer means by a subject.
@ApplicationModule(
        displayName = "Single sign-on",
        allowedDependencies = {"tenancy", "limits", "jobs", "identity", "access", "outbound"})
@NullMarked
package io.sangam.sso;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

/// Accounts: the customers, and the people there.
///
/// An *account* is a person, a household, a company or a store that buys, a *holding* what it has from us; a *contact*
/// is a person one speaks with. Each phone number and e-mail address belongs to one account and to one contact only.
/// Other modules name them by [Customers#ACCOUNT] and [Customers#CONTACT], and find or make them through [Customers].
@ApplicationModule(
        displayName = "Accounts",
        allowedDependencies = {
            "database",
            "tenancy",
            "identity",
            "access",
            "events",
            "jobs",
            "records",
            "imports",
            "pipelines",
            "assignment",
            "notifications"
        })
@NullMarked
package io.sangam.accounts;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

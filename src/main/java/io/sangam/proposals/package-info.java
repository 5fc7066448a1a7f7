/// Proposals: what is offered to a customer for a deal, line by line, at a price and until a day.
///
/// A proposal has a *number* and *versions* of it; each version is a record of its own, and once it was *sent* it never
/// changes. Its *figures* follow from its *lines*. The customer decides by a *link* that needs no account: he *accepts*
/// or *declines*. Who may discount how much is a matter of roles; beyond that somebody else *consents*
/// before it is sent, and so he does where a policy asks for it.
@ApplicationModule(
        displayName = "Proposals",
        allowedDependencies = {
            "tenancy",
            "identity",
            "limits",
            "access",
            "jobs",
            "mail",
            "notifications",
            "records",
            "approvals"
        })
@NullMarked
package io.sangam.proposals;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

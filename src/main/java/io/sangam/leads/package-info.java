/// Leads: enquiries, from wherever they come, worked through the tenant's own pipeline until they are won or lost.
///
/// A *contact point* is a phone number or an e-mail address of a lead. A *resubmission* is a second enquiry by a person
/// whose lead is still open. The *owner* is the salesperson responsible, the *caller* a partner's agent who phones.
@ApplicationModule(
        displayName = "Leads",
        allowedDependencies = {
            "database",
            "tenancy",
            "identity",
            "access",
            "day",
            "events",
            "records",
            "accounts",
            "imports",
            "pipelines",
            "assignment",
            "notifications"
        })
@NullMarked
package io.sangam.leads;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

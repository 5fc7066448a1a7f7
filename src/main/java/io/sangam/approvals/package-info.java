/// Approvals: who has to consent to what (R26), asked, decided step by step, and held to the figures it was asked for.
///
/// A *policy* is a filter on records with ordered *steps*. A *request* asks about one record for one *kind* of thing:
/// `status:won`, `send`. An *approver* may decide the step a request stands at.
@ApplicationModule(
        displayName = "Approvals",
        allowedDependencies = {
            "database",
            "tenancy",
            "identity",
            "access",
            "events",
            "jobs",
            "notifications",
            "records",
            "pipelines"
        })
@NullMarked
package io.sangam.approvals;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

/// Sources: ways in for people and systems outside, who have no account: lead forms and inbound webhooks.
///
/// A *source* is one such way, with a public address. An *arrival* is what came in through it, kept as it came, so that
/// it can be taken in again. What arrives becomes a lead by the same rule (R1) as everywhere.
@ApplicationModule(
        displayName = "Sources",
        allowedDependencies = {"tenancy", "limits", "identity", "access", "jobs", "records", "leads"})
@NullMarked
package io.sangam.sources;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

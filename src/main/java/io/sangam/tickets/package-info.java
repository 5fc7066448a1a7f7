/// Tickets: what customers ask of us or complain about, worked through the tenant's own pipeline until it is resolved.
///
/// The *type* of a ticket says what it is about and, by R10, which *department* answers it. A ticket without an owner
/// lies in the *queue*. It is *resolved* when the customer has what he asked for, *closed* when nobody waits for a word
/// any more; *reopening* takes it back to open work and counts. Two *clocks* run for a ticket (R11): until the first
/// response and until it is resolved; they stand still while we wait for somebody else. Once it is resolved the
/// customer may *rate* it, by a link that needs no account; where the company wants it, he is asked by mail.
@ApplicationModule(
        displayName = "Tickets",
        allowedDependencies = {
            "database",
            "tenancy",
            "identity",
            "limits",
            "access",
            "day",
            "jobs",
            "mail",
            "notifications",
            "records",
            "imports",
            "accounts",
            "pipelines",
            "assignment"
        })
@NullMarked
package io.sangam.tickets;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

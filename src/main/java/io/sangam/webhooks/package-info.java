/// Webhooks: other systems are told what happens here, by signed messages to addresses an administrator subscribes.
///
/// A *subscription* is an address and the events it wants. A *delivery* is one message to one subscription, an
/// *attempt* one try to hand it over. A subscription sees what its owner sees: his rows, his masks.
@ApplicationModule(
        displayName = "Webhooks",
        allowedDependencies = {
            "tenancy",
            "identity",
            "access",
            "events",
            "jobs",
            "outbound",
            "notifications",
            "records",
            "pipelines",
            "assignment",
            "tasks",
            "leads"
        })
@NullMarked
package io.sangam.webhooks;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

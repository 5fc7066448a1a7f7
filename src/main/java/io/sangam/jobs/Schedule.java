package io.sangam.jobs;

import io.sangam.tenancy.Tenant;
import java.time.Duration;
import java.time.LocalTime;
import java.util.function.Consumer;

/// A bean that declares recurring work. Never two at a time, in however many processes; what failed is logged and comes
/// again at its next time.
public sealed interface Schedule {

    /// Stable and unique: stored with the schedule's state.
    String name();

    /// @param pause between the end of one run and the begin of the next
    /// @param work runs without tenant and transaction: it opens the scopes it needs
    record Every(String name, Duration pause, Runnable work) implements Schedule {}

    /// Once a day for each active tenant, at a time of its own zone. A time missed because nothing ran is caught up
    /// once.
    ///
    /// @param work runs in the tenant's scope and in one transaction, which also notes that the day is done
    record Daily(String name, LocalTime at, Consumer<Tenant> work) implements Schedule {}
}

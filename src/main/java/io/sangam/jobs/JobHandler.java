package io.sangam.jobs;

import io.sangam.kernel.TenantId;

/// A bean that does the jobs of one name: at least once each, so it must be idempotent.
///
/// @param <T> what a job has to know, stored as JSON; ids rather than copies
public interface JobHandler<T> {

    /// Stable: stored with every job.
    String name();

    Class<T> data();

    /// How often a job is tried before it is dead.
    ///
    /// @param usual as the installation has it set
    default int attempts(int usual) {
        return usual;
    }

    /// Runs in the tenant's scope, without a transaction: it may wait for the outside world. Throws [Hopeless]
    /// where trying again changes nothing, [NotYet] while another has to end first.
    void run(TenantId tenant, T data);
}

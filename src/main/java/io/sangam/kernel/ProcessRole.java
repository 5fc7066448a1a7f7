package io.sangam.kernel;

/// What a process is for, when several share one database.
public enum ProcessRole {
    /// Answers people and works off the queues.
    ALL,
    /// Answers people; the queues are left to others.
    WEB,
    /// Works off the queues; answers monitoring, and nobody else.
    WORKER
}

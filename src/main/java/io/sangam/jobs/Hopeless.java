package io.sangam.jobs;

/// Thrown by a job that would fail the same way each time: it is dead at once.
public final class Hopeless extends RuntimeException {

    /// @param reason shown to administrators and logged: no personal data
    public Hopeless(String reason) {
        super(reason);
    }
}

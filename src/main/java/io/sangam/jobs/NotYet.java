package io.sangam.jobs;

/// Thrown by a job whose turn has not come: nothing failed, and it is asked again in a moment, however often.
public final class NotYet extends RuntimeException {

    /// @param reason what it waits for: no personal data
    public NotYet(String reason) {
        super(reason, null, false, false);
    }
}

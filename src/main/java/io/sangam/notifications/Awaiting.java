package io.sangam.notifications;

import io.sangam.kernel.Actor;

/// What waits for somebody besides his notices. It is counted where they are listed: whoever shows how many are unread
/// shows this beside it, and asks once.
public interface Awaiting {

    /// What it is called in `meta.waiting`.
    String key();

    /// @param most counted no further
    int count(Actor reader, int most);
}

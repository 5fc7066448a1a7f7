package io.sangam.identity;

import io.sangam.kernel.Actor;
import io.sangam.kernel.UserId;

/// Decides who may look through whose eyes. Implemented by `access`.
public interface ViewingGate {

    /// Refuses unless the viewer has the right to, and holds and reaches all that the other does.
    void require(Actor viewer, UserId viewed);

    /// The same question, for each request on the way.
    boolean admits(Actor viewer, UserId viewed);
}

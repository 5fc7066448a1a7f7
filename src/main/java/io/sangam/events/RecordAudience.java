package io.sangam.events;

import io.sangam.kernel.Actor;
import java.util.UUID;

/// Decides who may follow a record live. Implemented by `records`; asked before every message, so an answer may not be
/// older than the rights themselves are cached.
public interface RecordAudience {

    boolean mayRead(Actor actor, String object, UUID id);
}

package io.sangam.notifications;

import io.sangam.kernel.Actor;
import java.util.Optional;
import java.util.UUID;

/// What notices are about, as their reader may see it at this moment. Implemented by `records`; runs in a transaction.
public interface NoticeSubjects {

    /// Whether notices about this object are about records, whose readers rights decide on.
    boolean holds(String object);

    /// Number and title; empty when he may not read the record now.
    Optional<String> label(Actor reader, String object, UUID id);
}

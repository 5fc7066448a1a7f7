package io.sangam.notifications;

import io.sangam.kernel.Actor;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;

/// What notices are about, as their reader may see it at this moment. Implemented by `records`; runs in a transaction.
public interface NoticeSubjects {

    /// Whether notices about this object are about records, whose readers rights decide on.
    boolean holds(String object);

    /// Number and title of those of these records he may read now.
    Map<UUID, String> labels(Actor reader, String object, Collection<UUID> ids);
}

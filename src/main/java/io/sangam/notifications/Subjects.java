package io.sangam.notifications;

import io.sangam.kernel.Actor;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/// Asks whoever knows what notices are about; later than these beans are made, for its bean needs them.
@Component
class Subjects {

    private final ObjectProvider<NoticeSubjects> all;

    Subjects(ObjectProvider<NoticeSubjects> all) {
        this.all = all;
    }

    /// Whether rights decide who may read of it.
    boolean areRecords(String object) {
        return holder(object).isPresent();
    }

    /// Of objects nobody knows, none.
    Map<UUID, String> of(Actor reader, String object, Collection<UUID> ids) {
        return holder(object).map(each -> each.labels(reader, object, ids)).orElse(Map.of());
    }

    private Optional<NoticeSubjects> holder(String object) {
        return all.stream().filter(each -> each.holds(object)).findFirst();
    }
}

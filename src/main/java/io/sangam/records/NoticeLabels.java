package io.sangam.records;

import io.sangam.kernel.Actor;
import io.sangam.notifications.NoticeSubjects;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/// What notices are about, for readers who may see it now.
@Component
class NoticeLabels implements NoticeSubjects {

    private static final String NUMBER = "number";

    private final ObjectTypes types;
    private final Records records;

    NoticeLabels(ObjectTypes types, Records records) {
        this.types = types;
        this.records = records;
    }

    @Override
    public boolean holds(String object) {
        return types.find(object).isPresent();
    }

    @Override
    public Optional<String> label(Actor reader, String object, UUID id) {
        return types.find(object)
                .flatMap(type -> records.load(reader, type, id, false).map(record -> {
                    var numbered = type.numberPrefix().isPresent() && record.text(NUMBER) != null;
                    return numbered ? record.text(NUMBER) + " " + record.title() : record.title();
                }));
    }
}

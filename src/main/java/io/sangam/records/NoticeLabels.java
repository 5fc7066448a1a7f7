package io.sangam.records;

import static java.util.Objects.requireNonNull;

import io.sangam.kernel.Actor;
import io.sangam.notifications.NoticeSubjects;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
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
    public Map<UUID, String> labels(Actor reader, String object, Collection<UUID> ids) {
        var type = types.get(object);
        List<FieldSpec<?>> fields = type.numberPrefix().isPresent()
                ? List.of(type.get(NUMBER), type.get(type.titleField()))
                : List.of(type.get(type.titleField()));
        var labels = new HashMap<UUID, String>();
        if (!ids.isEmpty()) {
            for (var row : records.rows(reader, type, type.id().in(ids), fields, ids.size())) {
                labels.put((UUID) requireNonNull(row.get("id")), label(row.get(NUMBER), row.get(type.titleField())));
            }
        }
        return labels;
    }

    private static String label(@Nullable Object number, @Nullable Object title) {
        return number == null ? String.valueOf(title) : number + " " + title;
    }
}

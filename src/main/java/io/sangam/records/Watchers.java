package io.sangam.records;

import io.sangam.kernel.UserId;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Colleagues who want to know what happens to a record they are not responsible for: the field `watchers` of objects
/// that have it. Whoever may no longer read the record is told nothing.
public final class Watchers {

    public static final String FIELD = "watchers";

    private Watchers() {}

    public static Set<UserId> of(RecordState record) {
        var watchers = new LinkedHashSet<UserId>();
        if (record.type().field(FIELD).isPresent() && record.value(FIELD) instanceof List<?> users) {
            users.forEach(user -> watchers.add((UserId) user));
        }
        return watchers;
    }
}

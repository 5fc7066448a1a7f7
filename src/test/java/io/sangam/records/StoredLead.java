package io.sangam.records;

import io.sangam.kernel.Actor;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What a lead holds at least, for tests that put one in past the module of leads.
final class StoredLead {

    private StoredLead() {}

    /// @param more instead of the least, or besides it
    static Map<String, @Nullable Object> values(
            String title, Actor owner, Map<String, ? extends @Nullable Object> more) {
        var values = new LinkedHashMap<String, @Nullable Object>();
        values.put("title", title);
        values.put("source", "self");
        values.put("status", "new");
        values.put("statusSince", Instant.now());
        values.put("pipeline", new UUID(0, 1));
        values.put("qualified", false);
        values.put("resubmittedCount", 0);
        values.put("owner", owner.user());
        values.putAll(more);
        return values;
    }
}

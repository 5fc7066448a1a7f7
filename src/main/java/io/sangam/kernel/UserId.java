package io.sangam.kernel;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

public record UserId(@JsonValue UUID value) {

    /// Stands in `created_by` and the audit for work no person asked for: jobs, rules, sample data.
    public static final UserId SYSTEM = new UserId(new UUID(0, 0));

    public static UserId next() {
        return new UserId(Ids.next());
    }

    /// Read by Spring MVC to bind `{id}` in a path.
    public static UserId of(String text) {
        return new UserId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}

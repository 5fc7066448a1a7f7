package io.sangam.kernel;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

public record TenantId(@JsonValue UUID value) {

    public static TenantId next() {
        return new TenantId(Ids.next());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}

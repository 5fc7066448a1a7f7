package io.sangam.tenancy;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/// The bundle of pipelines, roles and settings a tenant starts from (spec, section 1).
public enum Preset {
    PARTNER_SALES,
    BROKER_OFFICE,
    SIMPLE;

    @JsonValue
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Preset of(String key) {
        return valueOf(key.toUpperCase(Locale.ROOT));
    }
}

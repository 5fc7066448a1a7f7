package io.sangam.access;

import com.fasterxml.jackson.annotation.JsonValue;

/// Why a field may have to be kept from some roles.
public enum Sensitivity {
    NONE,
    PHONE,
    EMAIL,
    PERSONAL,
    FINANCIAL;

    @JsonValue
    String key() {
        return Catalog.word(this);
    }
}

package io.sangam.access;

import com.fasterxml.jackson.annotation.JsonValue;

public enum Level {
    NONE,
    READ,
    WRITE;

    @JsonValue
    String key() {
        return Catalog.word(this);
    }
}

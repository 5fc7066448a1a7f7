package io.sangam.access;

import com.fasterxml.jackson.annotation.JsonValue;

/// Which rows of a module a role reaches, narrowest first (spec, section 7).
public enum RowScope {
    OWN,
    TEAM,
    PARTNER,
    TERRITORY,
    ALL;

    @JsonValue
    String key() {
        return Catalog.word(this);
    }
}

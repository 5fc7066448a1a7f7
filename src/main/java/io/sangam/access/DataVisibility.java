package io.sangam.access;

import com.fasterxml.jackson.annotation.JsonValue;

/// What the user of a partner sees of his partner's records where his role's scope is `partner`.
enum DataVisibility {
    OWN,
    PARTNER;

    @JsonValue
    String key() {
        return Catalog.word(this);
    }

    static DataVisibility of(boolean wholePartner) {
        return wholePartner ? PARTNER : OWN;
    }
}

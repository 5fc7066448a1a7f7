package io.sangam.access;

import com.fasterxml.jackson.annotation.JsonValue;

/// What lets somebody see a record: his role's scope over the whole company, the record being his own, nobody owning it
/// yet, or those of people he supports, people under him, his partner firm, his territories; or a share of it or of
/// what it is part
/// of.
public enum Ground {
    ALL,
    OWN,
    QUEUE,
    SUPPORTED,
    TEAM,
    PARTNER,
    TERRITORY,
    SHARED,
    WHOLE;

    @JsonValue
    String key() {
        return Catalog.word(this);
    }
}

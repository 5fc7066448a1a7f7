package io.sangam.access;

import com.fasterxml.jackson.annotation.JsonValue;

/// Which rows of a module a role reaches, narrowest first (spec, section 7): his own; what nobody owns yet, too; those
/// of the people he supports too; those of everybody under him too; his partner's; his territories'; all.
public enum RowScope {
    OWN,
    QUEUE,
    SUPPORTED,
    TEAM,
    PARTNER,
    TERRITORY,
    ALL;

    @JsonValue
    String key() {
        return Catalog.word(this);
    }
}

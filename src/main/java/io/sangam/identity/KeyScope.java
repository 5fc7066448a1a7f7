package io.sangam.identity;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/// What a key may be used for, at most. Below it stands what its owner may do at that moment.
public enum KeyScope {
    READ,
    /// Reading included.
    WRITE,
    /// Changing what belongs to the company as a whole: people, roles, rules, integrations.
    ADMIN;

    @JsonValue
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}

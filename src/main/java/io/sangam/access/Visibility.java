package io.sangam.access;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Optional;

/// What a role sees of a field of some sensitivity class (core rule 9). A masked value keeps its last four characters
/// and can't be searched, sorted or exported.
public enum Visibility {
    HIDDEN,
    MASKED,
    CLEAR;

    public static final String MASK = "••••";
    public static final int MASK_KEEPS = 4;

    @JsonValue
    String key() {
        return Catalog.word(this);
    }

    /// The value as this visibility shows it; empty when hidden.
    public Optional<String> show(String value) {
        return switch (this) {
            case HIDDEN -> Optional.empty();
            case MASKED ->
                Optional.of(value.length() > MASK_KEEPS ? MASK + value.substring(value.length() - MASK_KEEPS) : MASK);
            case CLEAR -> Optional.of(value);
        };
    }
}

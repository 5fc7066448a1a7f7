package io.sangam.assignment;

import io.sangam.kernel.UserId;
import java.util.Optional;

/// Who gets a record, and why.
///
/// @param how `manual`, `rule`, `round_robin` or `least_loaded`
/// @param rule the name of the rule that decided, if one did
public record Choice(UserId user, String how, Optional<String> rule) {

    static final String MANUAL = "manual";
    static final String RULE = "rule";
    static final String ROUND_ROBIN = "round_robin";
    static final String LEAST_LOADED = "least_loaded";
}

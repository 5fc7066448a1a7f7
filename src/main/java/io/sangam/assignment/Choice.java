package io.sangam.assignment;

import io.sangam.kernel.UserId;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Who gets a record, and why.
///
/// @param how `manual`, `rule`, `round_robin` or `least_loaded`
/// @param rule the name of the rule that decided, if one did
/// @param offShift nobody who could have it was on shift
public record Choice(UserId user, String how, Optional<String> rule, boolean offShift) {

    static final String MANUAL = "manual";
    static final String RULE = "rule";
    static final String ROUND_ROBIN = "round_robin";
    static final String LEAST_LOADED = "least_loaded";

    /// What the timeline says of it.
    void tell(Map<String, @Nullable Object> data) {
        data.put("to", user);
        rule.ifPresent(name -> data.put("rule", name));
        if (offShift) {
            data.put("offShift", true);
        }
    }
}

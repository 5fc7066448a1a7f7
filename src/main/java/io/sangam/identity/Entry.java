package io.sangam.identity;

import java.time.Duration;
import java.util.List;

/// What a right password opens: the door, or the next step.
public sealed interface Entry permits Tokens, Entry.SecondStep {

    /// @param challenge names who was right so far; good for the second step and nothing else
    record SecondStep(String challenge, List<FactorMethod> methods, Duration expiresIn) implements Entry {}
}

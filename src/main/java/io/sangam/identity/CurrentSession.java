package io.sangam.identity;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The session a request comes on, as a request attribute of this class's name.
///
/// @param mustChangePassword the password he came in by was given to him
/// @param mustAddSecondFactor his company wants one of him, and he has none
/// @param viewing set when somebody else looks through the user's eyes
public record CurrentSession(
        UUID id,
        boolean mustChangePassword,
        boolean mustAddSecondFactor,
        @Nullable Viewing viewing) {

    /// For `@RequestAttribute`.
    public static final String ATTRIBUTE = "io.sangam.identity.CurrentSession";
}

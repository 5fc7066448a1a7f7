package io.sangam.identity;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// That whoever holds the session is the person himself, now: his password, or a signature of one of his passkeys.
///
/// @param passkey what the browser answered to the options of `/auth/login/passkey-options`
record FreshProof(
        @Nullable @Size(max = Passwords.MAX_LENGTH) String password,

        @Schema(implementation = PasskeyCredential.class) @Nullable
        JsonNode passkey) {}

package io.sangam.identity;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Map;

/// What a browser answers when a passkey is made or signs, as JSON; binary values are base64url. It only describes: the
/// answer itself goes to the library as it came.
///
/// @param response of a new one `clientDataJSON` and `attestationObject`; of a signature `clientDataJSON`,
/// `authenticatorData`, `signature` and `userHandle`
@Schema(description = "What `navigator.credentials` answered, as JSON; binary values are base64url")
record PasskeyCredential(
        String id,
        String rawId,
        String type,
        Map<String, String> response,
        Map<String, Object> clientExtensionResults) {}

package io.sangam.sso;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Where people of a company may sign in.
///
/// @param name on its button
/// @param domains the e-mail domains it may vouch for, in small letters; none: any, for people who are here already
/// @param roleId what unknown people become; null: they stay outside
record Provider(
        UUID id,
        String name,
        String issuer,
        String clientId,
        List<String> domains,
        @Nullable UUID roleId,
        boolean active,
        int version) {

    /// @param email a verified one, in small letters
    boolean vouchesFor(String email) {
        return domains.isEmpty() || domains.contains(email.substring(email.lastIndexOf('@') + 1));
    }
}

package io.sangam.notifications;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What somebody wants otherwise than his company.
///
/// @param choices by kind; what is absent is as the company wants it
/// @param version 0 before the first change
record Preference(Map<String, Channels> choices, @Nullable QuietHours quietHours, Digest digest, int version) {

    static final Preference NONE = new Preference(Map.of(), null, Digest.USUAL, 0);

    /// @param choices by kind; what is absent is as the kind is declared
    record OfCompany(Map<String, Channels> choices, int version) {

        static final OfCompany NONE = new OfCompany(Map.of(), 0);

        Channels channels(NoticeKind kind) {
            var channels = choices.getOrDefault(kind.key(), kind.usual());
            return kind.staysInApp() ? channels.inApp() : channels;
        }
    }

    Channels channels(NoticeKind kind, OfCompany company) {
        var channels = choices.getOrDefault(kind.key(), company.channels(kind));
        return kind.staysInApp() ? channels.inApp() : channels;
    }
}

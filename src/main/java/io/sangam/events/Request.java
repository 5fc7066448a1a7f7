package io.sangam.events;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What comes from a browser: `subscribe`, `unsubscribe` or `ping`.
@JsonIgnoreProperties(ignoreUnknown = true)
record Request(@Nullable String type, @Nullable String channel) {

    static final Request EMPTY = new Request(null, null);

    private static final Pattern RECORD = Pattern.compile("(record|viewers):([A-Za-z]{1,40}):([0-9a-f-]{36})");

    /// @param viewers whether it is about who looks at the record, not about what happens to it
    record RecordChannel(boolean viewers, String object, UUID id) {

        static Optional<RecordChannel> of(@Nullable String channel) {
            var match = RECORD.matcher(String.valueOf(channel));
            try {
                return match.matches()
                        ? Optional.of(new RecordChannel(
                                match.group(1).equals("viewers"), match.group(2), UUID.fromString(match.group(3))))
                        : Optional.empty();
            } catch (IllegalArgumentException _) {
                return Optional.empty();
            }
        }
    }

    Optional<RecordChannel> recordChannel() {
        return RecordChannel.of(channel);
    }
}

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

    private static final Pattern RECORD = Pattern.compile("record:([A-Za-z]{1,40}):([0-9a-f-]{36})");

    record RecordChannel(String object, UUID id) {}

    Optional<RecordChannel> recordChannel() {
        var match = RECORD.matcher(String.valueOf(channel));
        try {
            return match.matches()
                    ? Optional.of(new RecordChannel(match.group(1), UUID.fromString(match.group(2))))
                    : Optional.empty();
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}

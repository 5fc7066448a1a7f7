package io.sangam.idempotency;

import io.sangam.kernel.Actor;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One try at a request that may be repeated.
///
/// @param route method and path: the same key on another route is another request
/// @param fingerprint of query and body: the same key must mean the same request
/// @param attempt tells this try from one that took over from it
record KeyedRequest(Actor actor, String route, String key, String fingerprint, UUID attempt) {

    enum State {
        /// somebody is at it
        RUNNING,
        /// its effect is there, its answer not yet
        COMMITTED,
        ANSWERED
    }

    record Stored(
            String fingerprint,
            State state,
            Instant leaseUntil,
            @Nullable Reply reply) {}

    record Reply(int status, Map<String, String> headers, byte[] body) {}
}

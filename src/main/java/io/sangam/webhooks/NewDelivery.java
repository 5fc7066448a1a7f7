package io.sangam.webhooks;

import java.time.Instant;
import java.util.UUID;

/// @param cut not to be sent: too many systems have called each other already
record NewDelivery(
        UUID id,
        UUID subscription,
        String event,
        UUID subject,
        String body,
        int hops,
        String trace,
        boolean cut,
        Instant at,
        Instant giveUpAt) {}

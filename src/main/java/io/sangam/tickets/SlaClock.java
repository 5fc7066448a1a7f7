package io.sangam.tickets;

import java.util.Locale;

/// What is waited for. Of each there is one warning and one breach for a ticket, ever.
enum SlaClock {
    FIRST,
    RESOLVE;

    String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    static SlaClock of(String key) {
        return valueOf(key.toUpperCase(Locale.ROOT));
    }
}

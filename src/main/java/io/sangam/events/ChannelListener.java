package io.sangam.events;

/// Hears what any process says on one PostgreSQL channel.
interface ChannelListener {

    String channel();

    void heard(String payload);

    /// The connection was lost and is back: what was said meanwhile is not known.
    void reconnected();
}

package io.sangam.outbound;

import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// @param allow hosts, or `host:port`, that may be reached though they are private, and over plain http
/// @param connect longest wait for a connection
/// @param total longest time for a whole exchange
/// @param answer so many bytes of an answer are read, and no more
@ConfigurationProperties("sangam.outbound")
record OutboundSettings(
        @DefaultValue List<String> allow,
        @DefaultValue("3s") Duration connect,
        @DefaultValue("10s") Duration total,
        @DefaultValue("65536") int answer) {}

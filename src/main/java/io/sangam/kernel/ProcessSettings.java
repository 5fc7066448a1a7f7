package io.sangam.kernel;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// @param role what this process is for
/// @param trustedProxies addresses and blocks of the proxies before us, whose `X-Forwarded-For` is believed
@ConfigurationProperties("sangam")
public record ProcessSettings(
        @DefaultValue("all") ProcessRole role, @DefaultValue List<AddressRange> trustedProxies) {}

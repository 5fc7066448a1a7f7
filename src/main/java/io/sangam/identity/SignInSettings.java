package io.sangam.identity;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// How many wrong passwords are borne within a quarter of an hour (R35).
///
/// @param triesPerName the next one for this name of a company is refused
/// @param triesPerAddress the next one from this network address is refused
@ConfigurationProperties("sangam.sign-in")
record SignInSettings(
        @DefaultValue("10") int triesPerName,
        @DefaultValue("50") int triesPerAddress) {}

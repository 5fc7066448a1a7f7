package io.sangam.setup;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// @param firstCompany whether an installation without any company makes one when it starts
@ConfigurationProperties("sangam.setup")
record SetupSettings(@DefaultValue("true") boolean firstCompany) {}

package io.sangam.records;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// @param share of the processors' time that all exports under way may take together; 1 lets them run
@ConfigurationProperties("sangam.exports")
record ExportSettings(@DefaultValue("0.05") double share) {

    ExportSettings {
        if (!(share > 0 && share <= 1)) {
            throw new IllegalArgumentException("sangam.exports.share is more than 0 and 1 at most, not " + share);
        }
    }
}

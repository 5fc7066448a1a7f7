package io.sangam.identity;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/// By what somebody can prove himself beside his password.
public enum FactorMethod {
    AUTHENTICATOR,
    RECOVERY_CODE,
    PASSKEY;

    @JsonValue
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}

package io.sangam.limits;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.IntSupplier;

/// What is counted by the minute (R36). A route that costs more than others names its own on its method: [Paced].
public enum Allowance {
    /// Requests with one token or key.
    TOKEN,
    /// Requests of one person, with whatever token.
    USER,
    /// Requests of one company.
    TENANT,
    /// Requests of nobody we know, from one address.
    ADDRESS,
    /// Tries to sign in to one account from one address.
    LOGIN,
    /// Files one person uploads to be imported.
    IMPORT,
    /// Calls of one person that ask a language model.
    AI,
    /// Calls of one person that ask for a prediction.
    PREDICTION;

    @JsonValue
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Allowance> of(String key) {
        return Arrays.stream(values()).filter(each -> each.key().equals(key)).findFirst();
    }

    /// Whether a company can have its own: callers nobody knows belong to none.
    public boolean isTenants() {
        return this != ADDRESS && this != LOGIN;
    }

    /// @param people how many use the product for the company
    int in(LimitSettings settings, IntSupplier people) {
        return switch (this) {
            case TOKEN -> settings.requestsPerMinute();
            case USER -> settings.requestsPerUser();
            case TENANT -> settings.ofCompany(people.getAsInt());
            case ADDRESS -> settings.requestsPerAddress();
            case LOGIN -> settings.loginsPerMinute();
            case IMPORT -> settings.importsPerMinute();
            case AI -> settings.aiPerMinute();
            case PREDICTION -> settings.predictionsPerMinute();
        };
    }
}

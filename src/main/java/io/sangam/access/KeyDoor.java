package io.sangam.access;

import io.sangam.identity.IdentityError;
import io.sangam.identity.KeyGate;
import io.sangam.identity.KeyInUse;
import io.sangam.identity.KeyScope;
import io.sangam.kernel.SangamException;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;

/// Which addresses an API key opens, before any right is asked. Passwords, second factors and sessions are a person's
/// own business; what asks no right of a module is closed to keys that are limited to some.
@Component
class KeyDoor implements KeyGate {

    private static final String API = "/api/v1/";
    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");

    /// What a limited key may ask for whatever its modules: each of these asks the rights, which are narrowed to them.
    private static final Set<String> ASKING_THEMSELVES = Set.of(
            "meta",
            "search",
            "views",
            "approvals",
            "bulk-operations",
            "change-sets",
            "duplicates",
            "imports",
            "merges",
            "my-day",
            "docs",
            "openapi.json");

    /// Elsewhere the first part of the path is the module.
    private static final Map<String, String> MODULES = Map.ofEntries(
            Map.entry("teams", "users"),
            Map.entry("territories", "users"),
            Map.entry("assignment-rules", "assignment"),
            Map.entry("assignment-requests", "assignment"),
            Map.entry("recycling", "assignment"),
            Map.entry("shifts", "assignment"),
            Map.entry("fields", "pipelines"),
            Map.entry("webhooks", "integrations"),
            Map.entry("lead-sources", "integrations"),
            Map.entry("company", "system"),
            Map.entry("sso", "system"),
            Map.entry("jobs", "system"),
            Map.entry("events", "system"));

    @Override
    public void check(KeyInUse key, String method, String path) {
        if (!path.startsWith(API)) {
            return;
        }
        var first = path.substring(API.length()).replaceFirst("/.*", "");
        var reading = READING.contains(method);
        if (first.equals("auth")) {
            throw missing("Signing in, passwords, second factors and sessions are not open to API keys");
        }
        if (!key.may(reading ? KeyScope.READ : KeyScope.WRITE)) {
            throw missing("This API key lacks the scope `write`");
        }
        // Whoever names a sign-in provider can come in as anybody.
        if ((first.equals("api-keys") || (first.equals("sso") && !reading)) && !key.may(KeyScope.ADMIN)) {
            throw missing("This API key lacks the scope `admin`");
        }
        if (!key.modules().isEmpty() && !isWithin(key, first, reading)) {
            throw missing("This API key is limited to: "
                    + String.join(", ", key.modules().stream().sorted().toList()));
        }
    }

    private static boolean isWithin(KeyInUse key, String first, boolean reading) {
        return ASKING_THEMSELVES.contains(first)
                || (first.equals("me") && reading)
                || key.modules().contains(MODULES.getOrDefault(first, first));
    }

    private static SangamException missing(String message) {
        return new SangamException(IdentityError.API_KEY_SCOPE_MISSING, message);
    }
}

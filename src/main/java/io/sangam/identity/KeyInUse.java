package io.sangam.identity;

import io.sangam.kernel.Actor;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/// The key the running request came with. `access` narrows its owner's rights to it, logs name it.
///
/// @param modules what it is limited to; empty means as far as its owner
public record KeyInUse(Actor owner, UUID id, String name, Set<KeyScope> scopes, Set<String> modules) {

    static final ScopedValue<KeyInUse> CURRENT = ScopedValue.newInstance();

    public static Optional<KeyInUse> current() {
        return CURRENT.isBound() ? Optional.of(CURRENT.get()) : Optional.empty();
    }

    public boolean may(KeyScope scope) {
        return scopes.contains(scope) || (scope == KeyScope.READ && scopes.contains(KeyScope.WRITE));
    }

    public boolean reaches(String module) {
        return modules.isEmpty() || modules.contains(module);
    }

    /// What a log says beside whose key it is.
    public Map<String, String> inWords() {
        return Map.of("id", id.toString(), "name", name);
    }
}

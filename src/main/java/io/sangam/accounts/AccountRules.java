package io.sangam.accounts;

import io.sangam.kernel.Actor;
import io.sangam.kernel.SangamException;
import io.sangam.records.ObjectRules;
import io.sangam.records.ObjectType;
import io.sangam.records.RecordState;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// A new account is an active company of whoever enters it, unless something else is said. None belongs to itself, by
/// however many others. Its contacts follow where it goes.
@Component
class AccountRules implements ObjectRules {

    private static final String PARENT = "parent";
    private static final int DEEPEST = 20;

    private final ObjectType accountType;
    private final AccountRepository repository;

    AccountRules(ObjectType accountType, AccountRepository repository) {
        this.accountType = accountType;
        this.repository = repository;
    }

    @Override
    public ObjectType type() {
        return accountType;
    }

    @Override
    public void beforeWrite(Actor actor, @Nullable RecordState before, Map<String, @Nullable Object> values) {
        if (before == null) {
            values.putIfAbsent("type", "company");
            values.putIfAbsent("status", "active");
            if (!actor.isSystem()) {
                values.putIfAbsent("owner", actor.user());
            }
        } else if (values.get(PARENT) instanceof UUID parent) {
            refuseCircle(actor, before.id(), parent);
        }
    }

    private void refuseCircle(Actor actor, UUID account, UUID parent) {
        var above = Optional.of(parent);
        for (var depth = 0; above.isPresent(); depth++) {
            if (above.get().equals(account) || depth == DEEPEST) {
                throw new SangamException(
                        AccountError.ACCOUNT_CIRCLE,
                        "An account can't belong to one that belongs to it, nor lie more than 20 deep");
            }
            above = repository.parent(actor.tenant(), above.get());
        }
    }

    @Override
    public void afterWrite(Actor actor, @Nullable RecordState before, RecordState after) {
        var moved = before != null
                && Stream.of("owner", "successManager", "partner", "territory")
                        .anyMatch(field -> !Objects.equals(before.value(field), after.value(field)));
        if (moved) {
            repository.follow(actor.tenant(), after.id());
        }
    }
}

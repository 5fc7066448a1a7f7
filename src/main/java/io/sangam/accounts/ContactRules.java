package io.sangam.accounts;

import io.sangam.identity.Users;
import io.sangam.kernel.Actor;
import io.sangam.kernel.SangamException;
import io.sangam.kernel.TenantId;
import io.sangam.records.ObjectRules;
import io.sangam.records.ObjectType;
import io.sangam.records.RecordRef;
import io.sangam.records.RecordState;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// A contact is known by both its names, and seen by whom its account is seen. What it consents to has a date.
@Component
class ContactRules implements ObjectRules {

    private static final String FIRST = "firstName";
    private static final String LAST = "lastName";
    private static final String NAME = "name";
    private static final String ACCOUNT = "account";
    private static final String CITY = "city";
    private static final List<String> CONSENTS = List.of("consentWhatsapp", "consentEmail", "consentPhone");

    private final ObjectType contactType;
    private final AccountRepository repository;
    private final Users users;
    private final Clock clock;

    ContactRules(ObjectType contactType, AccountRepository repository, Users users, Clock clock) {
        this.contactType = contactType;
        this.repository = repository;
        this.users = users;
        this.clock = clock;
    }

    @Override
    public ObjectType type() {
        return contactType;
    }

    @Override
    public void beforeWrite(Actor actor, @Nullable RecordState before, Map<String, @Nullable Object> values) {
        if (before == null && !actor.isSystem()) {
            values.putIfAbsent("owner", actor.user());
        }
        for (var consent : CONSENTS) {
            if (values.containsKey(consent)
                    && !Objects.equals(values.get(consent), before == null ? null : before.value(consent))) {
                values.put(consent + "At", clock.instant());
            }
        }
        if (before == null || values.containsKey(FIRST) || values.containsKey(LAST)) {
            values.put(NAME, name(before, values));
        }
    }

    private static String name(@Nullable RecordState before, Map<String, @Nullable Object> values) {
        var name = Stream.of(FIRST, LAST)
                .map(part -> values.containsKey(part) || before == null ? values.get(part) : before.value(part))
                .filter(Objects::nonNull)
                .map(Object::toString)
                .collect(Collectors.joining(" "));
        if (name.isBlank()) {
            throw SangamException.invalid(FIRST, "VALUE_REQUIRED", "A first name or a last name is needed");
        }
        return name;
    }

    @Override
    public void afterWrite(Actor actor, @Nullable RecordState before, RecordState after) {
        if (before == null
                || Stream.of(ACCOUNT, CITY)
                        .anyMatch(field -> !Objects.equals(before.value(field), after.value(field)))) {
            place(actor.tenant(), after);
        }
    }

    private void place(TenantId tenant, RecordState contact) {
        if (contact.isEmpty(ACCOUNT)) {
            repository.alone(tenant, contact.id(), territory(tenant, contact.text(CITY)));
        } else {
            repository.follow(tenant, List.of(contact.id()));
        }
    }

    private @Nullable UUID territory(TenantId tenant, @Nullable String city) {
        return city == null ? null : users.territoryOf(tenant, city).orElse(null);
    }

    @Override
    public void afterMove(Actor actor, List<UUID> moved, RecordRef from, RecordRef to) {
        repository.follow(actor.tenant(), moved);
    }

    @Override
    public void afterLoad(TenantId tenant, List<RecordState> loaded) {
        repository.follow(tenant, loaded.stream().map(RecordState::id).toList());
    }
}

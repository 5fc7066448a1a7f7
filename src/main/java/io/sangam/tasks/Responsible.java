package io.sangam.tasks;

import io.sangam.identity.User;
import io.sangam.identity.Users;
import io.sangam.kernel.Actor;
import io.sangam.kernel.TenantId;
import io.sangam.kernel.UserId;
import io.sangam.records.ObjectTypes;
import io.sangam.records.RecordRef;
import io.sangam.records.Records;
import java.util.Objects;
import org.springframework.stereotype.Component;

/// Who does what a rule wants done for a record.
@Component
class Responsible {

    private final ObjectTypes types;
    private final Records records;
    private final Users users;

    Responsible(ObjectTypes types, Records records, Users users) {
        this.types = types;
        this.records = records;
        this.users = users;
    }

    /// The first active person the record belongs to, else the actor. When a rule acts on a record that is nobody's,
    /// that is the system: the task waits, unseen by reminders, among those of administrators.
    UserId forRecord(Actor actor, RecordRef ref) {
        var type = types.get(ref.object());
        var record = records.load(Actor.system(actor.tenant()), type, ref.id());
        return type.owners().users().stream()
                .flatMap(owner ->
                        type.fields().stream().filter(spec -> spec.column().equals(owner)))
                .map(spec -> record.user(spec.key()))
                .filter(Objects::nonNull)
                .filter(user -> isActive(actor.tenant(), user))
                .findFirst()
                .orElse(actor.user());
    }

    boolean isActive(TenantId tenant, UserId user) {
        return users.find(tenant, user).filter(User::active).isPresent();
    }
}

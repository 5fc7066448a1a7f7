package io.sangam.records;

import io.sangam.identity.Users;
import io.sangam.kernel.TenantId;
import io.sangam.kernel.UserId;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import org.springframework.stereotype.Component;

/// Puts names to user ids.
@Component
class People {

    /// The names of the people of one answer.
    record Names(Map<UserId, String> byId) {

        /// Without a name for the system, and for whom the tenant no longer knows.
        Person of(UserId id) {
            return new Person(id, byId.get(id));
        }
    }

    private final Users users;

    People(Users users) {
        this.users = users;
    }

    Names named(TenantId tenant, Collection<UserId> ids) {
        return new Names(users.names(tenant, new HashSet<>(ids)));
    }

    /// Also those who have left: a list they are in can still be changed.
    boolean areKnown(TenantId tenant, Collection<?> ids) {
        return named(tenant, ids.stream().map(UserId.class::cast).toList())
                .byId()
                .keySet()
                .containsAll(ids);
    }

    boolean isActive(TenantId tenant, UserId id) {
        return users.find(tenant, id).filter(user -> user.active()).isPresent();
    }
}

package io.sangam.recycling;

import io.sangam.assignment.Responsibility;
import io.sangam.kernel.TenantId;
import io.sangam.records.Change;
import io.sangam.records.RecordRef;
import io.sangam.records.UndoWarrant;
import java.util.Collection;
import org.springframework.stereotype.Component;

/// Whoever gave a record back may think better of it, as long as it lies in the pool.
@Component
class GivenBack implements UndoWarrant {

    private final RecycledRepository repository;

    GivenBack(RecycledRepository repository) {
        this.repository = repository;
    }

    @Override
    public boolean covers(TenantId tenant, RecordRef record, Collection<Change> changes) {
        return repository
                .lockLying(tenant, record.id())
                .filter(lying -> lying.object().equals(record.object()) && lying.why() == Recycled.Why.GIVEN_BACK)
                .filter(lying -> changes.stream()
                        .anyMatch(change -> change.field().equals(Responsibility.OWNER)
                                && change.after() == null
                                && lying.former().toString().equals(String.valueOf(change.before()))))
                .isPresent();
    }
}

package io.sangam.records;

import io.sangam.kernel.TenantId;
import java.util.Collection;
import java.util.UUID;

/// What a module keeps about records beside them: copies of what came in or went out. A bean of each such module
/// forgets
/// it when a person is erased.
public interface Traces {

    /// In the transaction that erases the record; also for one that is in the trash.
    ///
    /// @param contacts the match keys of the numbers and addresses it was reached by
    void erase(TenantId tenant, String object, UUID id, Collection<String> contacts);
}

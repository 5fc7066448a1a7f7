package io.sangam.assignment;

import io.sangam.kernel.Actor;
import io.sangam.kernel.TenantId;
import io.sangam.kernel.UserId;
import io.sangam.records.RecordState;
import java.util.UUID;

/// Port: what changing hands needs of tasks. Implemented by `tasks`.
public interface OpenWork {

    /// R6: whoever gets a record gets something to do. In the transaction that gives it to him.
    ///
    /// @param fresh whether the record has just been made, so that there can be nothing to do yet
    void begin(Actor actor, RecordState record, UserId owner, boolean fresh);

    /// The open tasks somebody leaves behind on a record that goes to another; in its transaction.
    void handOver(TenantId tenant, String object, UUID record, UserId leaver, UserId heir);

    /// The open tasks of somebody who lets a record go; in its transaction. Whoever gets it begins anew.
    void cancel(TenantId tenant, String object, UUID record, UserId former);

    /// All other open tasks he leaves behind, a transaction each; what one refuses holds up no other.
    void handOverRest(TenantId tenant, UserId leaver, UserId heir);
}

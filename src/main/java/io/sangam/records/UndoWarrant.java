package io.sangam.records;

import io.sangam.kernel.TenantId;
import java.util.Collection;

/// Lets what took a record out of somebody's sight be undone by him all the same, as a bean.
public interface UndoWarrant {

    /// @param changes what he would take back of the record
    boolean covers(TenantId tenant, RecordRef record, Collection<Change> changes);
}

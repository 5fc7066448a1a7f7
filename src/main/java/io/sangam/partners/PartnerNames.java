package io.sangam.partners;

import static io.sangam.partners.db.Tables.PARTNER;
import static org.jooq.impl.DSL.any;

import io.sangam.identity.PartnerFirms;
import io.sangam.kernel.TenantId;
import io.sangam.records.ReferenceTitles;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jooq.DSLContext;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/// Everyone who may see that a record or a colleague belongs to a partner may read the partner's name.
@Repository
class PartnerNames implements PartnerFirms, ReferenceTitles {

    private final DSLContext db;

    PartnerNames(DSLContext db) {
        this.db = db;
    }

    @Override
    public String object() {
        return PartnerObject.KEY;
    }

    @Override
    @Transactional(readOnly = true)
    public Map<UUID, String> names(TenantId tenant, Set<UUID> ids) {
        return ids.isEmpty()
                ? Map.of()
                : db.select(PARTNER.ID, PARTNER.NAME)
                        .from(PARTNER)
                        .where(PARTNER.TENANT_ID.eq(tenant))
                        .and(PARTNER.ID.eq(any(ids.toArray(UUID[]::new))))
                        .fetchMap(PARTNER.ID, PARTNER.NAME);
    }

    @Override
    @Transactional(readOnly = true)
    public Map<UUID, String> titles(TenantId tenant, Set<UUID> ids) {
        return names(tenant, ids);
    }
}

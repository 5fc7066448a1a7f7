package io.sangam.leads;

import static io.sangam.leads.db.Tables.LEAD;

import io.sangam.kernel.TenantId;
import io.sangam.kernel.UserId;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/// What the rules about enquiries need to know of leads that share a contact, whoever may see them.
@Repository
class LeadMatches {

    record Match(
            UUID id,
            String number,
            String title,
            String status,
            @Nullable UserId owner,
            @Nullable UserId caller,
            int version) {}

    private final DSLContext db;

    LeadMatches(DSLContext db) {
        this.db = db;
    }

    /// Newest first, without those in the trash.
    List<Match> of(TenantId tenant, Collection<UUID> leads) {
        return leads.isEmpty()
                ? List.of()
                : db.select(LEAD.ID, LEAD.NUMBER, LEAD.TITLE, LEAD.STATUS, LEAD.OWNER_ID, LEAD.CALLER_ID, LEAD.VERSION)
                        .from(LEAD)
                        .where(LEAD.TENANT_ID.eq(tenant))
                        .and(LEAD.ID.in(leads))
                        .and(LEAD.DELETED_AT.isNull())
                        .orderBy(LEAD.CREATED_AT.desc(), LEAD.ID.desc())
                        .fetch(row -> new Match(
                                row.value1(),
                                row.value2(),
                                row.value3(),
                                row.value4(),
                                row.value5(),
                                row.value6(),
                                row.value7()));
    }
}

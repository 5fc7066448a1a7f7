package io.sangam.leads;

import static io.sangam.leads.db.Tables.LEAD;
import static org.jooq.impl.DSL.lower;
import static org.jooq.impl.DSL.trim;

import io.sangam.events.Subscriber;
import io.sangam.identity.TerritoriesChanged;
import io.sangam.identity.Territory;
import io.sangam.identity.Users;
import io.sangam.kernel.TenantId;
import io.sangam.records.ReferenceTitles;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Keeps each lead in the territory its city lies in. It is a fact derived from two others, so changing the map of
/// territories counts as no change of the leads: no version, no line in their timelines.
@Component
class LeadTerritories implements Subscriber<TerritoriesChanged>, ReferenceTitles {

    static final String TERRITORY = "territory";

    private final Users users;
    private final DSLContext db;

    LeadTerritories(Users users, DSLContext db) {
        this.users = users;
        this.db = db;
    }

    @Nullable
    UUID of(TenantId tenant, @Nullable String city) {
        return city == null ? null : users.territoryOf(tenant, city).orElse(null);
    }

    @Override
    public String name() {
        return "lead-territories";
    }

    @Override
    public Class<TerritoriesChanged> events() {
        return TerritoriesChanged.class;
    }

    /// By the map as it is now, which may be newer than the event.
    @Override
    public void handle(TerritoriesChanged event) {
        var tenant = event.actor().tenant();
        for (var city : event.cities()) {
            var territory = of(tenant, city);
            db.update(LEAD)
                    .set(LEAD.TERRITORY_ID, territory)
                    .where(LEAD.TENANT_ID.eq(tenant))
                    .and(lower(trim(LEAD.CITY)).eq(city))
                    .and(LEAD.TERRITORY_ID.isDistinctFrom(territory))
                    .execute();
        }
    }

    @Override
    public String object() {
        return TERRITORY;
    }

    @Override
    public Map<UUID, String> titles(TenantId tenant, Set<UUID> ids) {
        var names = new HashMap<UUID, String>();
        for (Territory territory : users.territories(tenant)) {
            if (ids.contains(territory.id())) {
                names.put(territory.id(), territory.name());
            }
        }
        return names;
    }
}

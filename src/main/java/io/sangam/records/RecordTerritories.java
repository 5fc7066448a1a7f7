package io.sangam.records;

import static org.jooq.impl.DSL.lower;
import static org.jooq.impl.DSL.trim;

import io.sangam.events.Subscriber;
import io.sangam.identity.TerritoriesChanged;
import io.sangam.identity.Territory;
import io.sangam.identity.Users;
import io.sangam.kernel.TenantId;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/// Keeps each record in the territory its city lies in. It is a fact derived from two others, so changing the map of
/// territories counts as no change of the records: no version, no line in their timelines.
@Component
class RecordTerritories implements Subscriber<TerritoriesChanged>, ReferenceTitles {

    static final String FIELD = "territory";

    private final Users users;
    private final ObjectProvider<ObjectTypes> types;
    private final DSLContext db;

    /// @param types later than this bean, for whoever puts names to references comes before them
    RecordTerritories(Users users, ObjectProvider<ObjectTypes> types, DSLContext db) {
        this.users = users;
        this.types = types;
        this.db = db;
    }

    /// Adds the territory to what is about to be written, where a city is.
    void complete(TenantId tenant, ObjectType type, Map<String, @Nullable Object> values) {
        type.territoryBy()
                .filter(values::containsKey)
                .ifPresent(city -> values.put(FIELD, of(tenant, (String) values.get(city))));
    }

    private @Nullable UUID of(TenantId tenant, @Nullable String city) {
        return city == null ? null : users.territoryOf(tenant, city).orElse(null);
    }

    @Override
    public String name() {
        return "record-territories";
    }

    @Override
    public Class<TerritoriesChanged> events() {
        return TerritoriesChanged.class;
    }

    /// By the map as it is now, which may be newer than the event.
    @Override
    public void handle(TerritoriesChanged event) {
        var tenant = event.actor().tenant();
        for (var type : types.getObject().all()) {
            type.territoryBy().ifPresent(by -> {
                for (var city : event.cities()) {
                    move(tenant, type, by, city);
                }
            });
        }
    }

    private void move(TenantId tenant, ObjectType type, String by, String city) {
        var territory = of(tenant, city);
        var column = type.get(FIELD).column().coerce(UUID.class);
        Field<String> cities = type.get(by).column().coerce(String.class);
        db.update(type.table())
                .set(column, territory)
                .where(type.tenantId().eq(tenant))
                .and(lower(trim(cities)).eq(city))
                .and(column.isDistinctFrom(territory))
                .execute();
    }

    @Override
    public String object() {
        return FIELD;
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

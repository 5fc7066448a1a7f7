package io.sangam.identity;

import static io.sangam.identity.db.Tables.TERRITORY;
import static io.sangam.identity.db.Tables.USER_ACCOUNT;
import static org.jooq.impl.DSL.any;
import static org.jooq.impl.DSL.val;

import io.sangam.events.Events;
import io.sangam.kernel.Actor;
import io.sangam.kernel.Ids;
import io.sangam.kernel.KernelError;
import io.sangam.kernel.SangamException;
import io.sangam.kernel.WholeText;
import java.time.Clock;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Changes to the sales areas. As with [UserAccounts], `access` decides who may ask.
@Service
@Transactional
public class Territories {

    private static final int MAX_NAME = 100;
    private static final int MAX_CITIES = 1_000;

    private final DSLContext db;
    private final DirectoryCache directories;
    private final Events events;
    private final Clock clock;

    Territories(DSLContext db, DirectoryCache directories, Events events, Clock clock) {
        this.db = db;
        this.directories = directories;
        this.events = events;
        this.clock = clock;
    }

    public Territory create(Actor actor, String name, List<String> cities) {
        var territory = checked(actor, new Territory(Ids.next(), name, cities, 0));
        var now = clock.instant();
        try {
            db.insertInto(TERRITORY)
                    .set(TERRITORY.TENANT_ID, actor.tenant())
                    .set(TERRITORY.ID, territory.id())
                    .set(TERRITORY.NAME, territory.name())
                    .set(TERRITORY.CITIES, territory.cities().toArray(String[]::new))
                    .set(TERRITORY.CREATED_AT, now)
                    .set(TERRITORY.CREATED_BY, actor.user())
                    .set(TERRITORY.UPDATED_AT, now)
                    .set(TERRITORY.UPDATED_BY, actor.user())
                    .execute();
        } catch (DuplicateKeyException _) {
            throw nameTaken(territory.name());
        }
        changed(actor, territory.id(), territory.cities());
        return territory;
    }

    public Territory change(Actor actor, UUID id, int version, String name, List<String> cities) {
        var before = get(actor, id);
        if (before.version() != version) {
            throw changedMeanwhile(before);
        }
        var after = checked(actor, new Territory(id, name, cities, version + 1));
        int changed;
        try {
            changed = db.update(TERRITORY)
                    .set(TERRITORY.NAME, after.name())
                    .set(TERRITORY.CITIES, after.cities().toArray(String[]::new))
                    .set(TERRITORY.VERSION, version + 1)
                    .set(TERRITORY.UPDATED_AT, clock.instant())
                    .set(TERRITORY.UPDATED_BY, actor.user())
                    .where(TERRITORY.TENANT_ID.eq(actor.tenant()))
                    .and(TERRITORY.ID.eq(id))
                    .and(TERRITORY.VERSION.eq(version))
                    .execute();
        } catch (DuplicateKeyException _) {
            throw nameTaken(after.name());
        }
        if (changed == 0) {
            throw changedMeanwhile(get(actor, id));
        }
        changed(actor, id, moved(before.cities(), after.cities()));
        return after;
    }

    public void delete(Actor actor, UUID id, int version) {
        var territory = get(actor, id);
        if (territory.version() != version) {
            throw changedMeanwhile(territory);
        }
        var people = db.fetchCount(
                USER_ACCOUNT,
                USER_ACCOUNT.TENANT_ID.eq(actor.tenant()).and(val(id).eq(any(USER_ACCOUNT.TERRITORY_IDS))));
        if (people > 0) {
            throw new SangamException(IdentityError.TERRITORY_IN_USE, "Take its people out of it first")
                    .with("members", people);
        }
        var deleted = db.deleteFrom(TERRITORY)
                .where(TERRITORY.TENANT_ID.eq(actor.tenant()))
                .and(TERRITORY.ID.eq(id))
                .and(TERRITORY.VERSION.eq(version))
                .execute();
        if (deleted == 0) {
            throw changedMeanwhile(get(actor, id));
        }
        changed(actor, id, territory.cities());
    }

    private void changed(Actor actor, UUID id, List<String> cities) {
        directories.changed(actor.tenant());
        if (!cities.isEmpty()) {
            events.publish(new TerritoriesChanged(actor, id, cities));
        }
    }

    private static List<String> moved(List<String> before, List<String> after) {
        return Stream.concat(before.stream(), after.stream())
                .filter(city -> before.contains(city) != after.contains(city))
                .distinct()
                .toList();
    }

    private Territory get(Actor actor, UUID id) {
        return db.selectFrom(TERRITORY)
                .where(TERRITORY.TENANT_ID.eq(actor.tenant()))
                .and(TERRITORY.ID.eq(id))
                .fetchOptional(UserRepository::toTerritory)
                .orElseThrow(SangamException::notFound);
    }

    private Territory checked(Actor actor, Territory territory) {
        var name = territory.name().strip();
        if (name.isEmpty() || name.length() > MAX_NAME || !WholeText.isLine(name)) {
            throw SangamException.invalid(
                    "name", "NAME_INVALID", "A territory's name is one line of 1 to 100 characters");
        }
        var cities = new LinkedHashSet<String>();
        territory.cities().stream()
                .map(Territories::norm)
                .filter(city -> !city.isEmpty())
                .forEach(cities::add);
        if (cities.size() > MAX_CITIES) {
            throw SangamException.invalid("cities", "SIZE", "A territory has at most 1,000 cities");
        }
        // One administrator at a time: two could give one city to two territories.
        db.execute("select pg_advisory_xact_lock(hashtextextended(?, 0))", "territory " + actor.tenant());
        var others = db.selectFrom(TERRITORY)
                .where(TERRITORY.TENANT_ID.eq(actor.tenant()))
                .and(TERRITORY.ID.ne(territory.id()))
                .fetch(UserRepository::toTerritory);
        for (var other : others) {
            for (var city : other.cities()) {
                if (cities.contains(city)) {
                    throw SangamException.invalid("cities", "CITY_TAKEN", city + " lies in " + other.name());
                }
            }
        }
        return new Territory(territory.id(), name, List.copyOf(cities), territory.version());
    }

    /// How a city is compared.
    static String norm(String city) {
        return city.strip().toLowerCase(Locale.ROOT);
    }

    private static SangamException changedMeanwhile(Territory current) {
        return new SangamException(KernelError.VERSION_CONFLICT, "The territory changed meanwhile")
                .with("current", current);
    }

    private static SangamException nameTaken(String name) {
        return new SangamException(IdentityError.TERRITORY_NAME_TAKEN, "There is already a territory " + name);
    }
}

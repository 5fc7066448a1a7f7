package io.sangam.idempotency;

import static io.sangam.idempotency.db.Tables.REQUEST;
import static org.jooq.impl.DSL.condition;
import static org.jooq.impl.DSL.exists;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.not;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectOne;
import static org.jooq.impl.DSL.table;
import static org.jooq.impl.DSL.update;

import io.sangam.kernel.TenantId;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.JSONB;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

@Repository
class RequestRepository {

    private static final String RUNNING = "running";
    private static final String COMMITTED = "committed";
    private static final String ANSWERED = "answered";

    private final DSLContext db;
    private final JsonMapper json;

    RequestRepository(DSLContext db, JsonMapper json) {
        this.db = db;
        this.json = json;
    }

    /// True when this try is the one to carry the request out: the first of its key, the first after it expired, or one
    /// that takes over from a try that died before it wrote anything.
    boolean claim(KeyedRequest request, Instant now, Instant leaseUntil, Instant expired) {
        return db.insertInto(REQUEST)
                        .set(REQUEST.TENANT_ID, request.actor().tenant())
                        .set(REQUEST.USER_ID, request.actor().user())
                        .set(REQUEST.ROUTE, request.route())
                        .set(REQUEST.KEY, request.key())
                        .set(REQUEST.FINGERPRINT, request.fingerprint())
                        .set(REQUEST.ATTEMPT, request.attempt())
                        .set(REQUEST.STATE, RUNNING)
                        .set(REQUEST.LEASE_UNTIL, leaseUntil)
                        .set(REQUEST.CREATED_AT, now)
                        .onConflict(REQUEST.TENANT_ID, REQUEST.USER_ID, REQUEST.ROUTE, REQUEST.KEY)
                        .doUpdate()
                        .set(REQUEST.FINGERPRINT, request.fingerprint())
                        .set(REQUEST.ATTEMPT, request.attempt())
                        .set(REQUEST.STATE, RUNNING)
                        .set(REQUEST.LEASE_UNTIL, leaseUntil)
                        .set(REQUEST.CREATED_AT, now)
                        .setNull(REQUEST.STATUS)
                        .setNull(REQUEST.HEADERS)
                        .setNull(REQUEST.BODY)
                        .where(REQUEST.CREATED_AT
                                .le(expired)
                                .or(REQUEST.STATE
                                        .eq(RUNNING)
                                        .and(REQUEST.LEASE_UNTIL.lt(now))
                                        .and(REQUEST.FINGERPRINT.eq(request.fingerprint()))))
                        .execute()
                == 1;
    }

    Optional<KeyedRequest.Stored> find(KeyedRequest request) {
        return db.selectFrom(REQUEST).where(same(request)).fetchOptional(row -> {
            var reply = row.getStatus() == null
                    ? null
                    : new KeyedRequest.Reply(
                            row.getStatus(),
                            json.readValue(row.getHeaders().data(), new TypeReference<>() {}),
                            row.getBody());
            return new KeyedRequest.Stored(
                    row.getFingerprint(),
                    KeyedRequest.State.valueOf(row.getState().toUpperCase(Locale.ROOT)),
                    row.getLeaseUntil(),
                    reply);
        });
    }

    /// Notes the effect if the current transaction has written anything: only then PostgreSQL has given it an id. False
    /// when it has, and another try has taken over.
    boolean markCommitted(KeyedRequest request) {
        var effect = name("effect");
        var noted = name("noted");
        var there = condition(field(effect.append("there"), Boolean.class));
        return db.with(effect.fields("there")
                        .asMaterialized(select(field("pg_current_xact_id_if_assigned() is not null", Boolean.class))))
                .with(noted.as(update(REQUEST)
                        .set(REQUEST.STATE, COMMITTED)
                        .from(table(effect))
                        .where(same(request))
                        .and(REQUEST.ATTEMPT.eq(request.attempt()))
                        .and(there)
                        .returningResult(inline(1))))
                .select(field(not(there).or(exists(selectOne().from(table(noted))))))
                .from(table(effect))
                .fetchSingle()
                .value1();
    }

    void answer(KeyedRequest request, KeyedRequest.Reply reply) {
        db.update(REQUEST)
                .set(REQUEST.STATE, ANSWERED)
                .set(REQUEST.STATUS, reply.status())
                .set(REQUEST.HEADERS, JSONB.valueOf(json.writeValueAsString(reply.headers())))
                .set(REQUEST.BODY, reply.body())
                .where(same(request))
                .and(REQUEST.ATTEMPT.eq(request.attempt()))
                .execute();
    }

    /// It had no effect: the next try is a first one.
    void forget(KeyedRequest request) {
        db.deleteFrom(REQUEST)
                .where(same(request))
                .and(REQUEST.ATTEMPT.eq(request.attempt()))
                .and(REQUEST.STATE.eq(RUNNING))
                .execute();
    }

    int forgetBefore(TenantId tenant, Instant before, int limit) {
        var old = db.select(REQUEST.USER_ID, REQUEST.ROUTE, REQUEST.KEY)
                .from(REQUEST)
                .where(REQUEST.TENANT_ID.eq(tenant))
                .and(REQUEST.CREATED_AT.lt(before))
                .limit(inline(limit));
        return db.deleteFrom(REQUEST)
                .where(REQUEST.TENANT_ID.eq(tenant))
                .and(org.jooq
                        .impl
                        .DSL
                        .row(REQUEST.USER_ID, REQUEST.ROUTE, REQUEST.KEY)
                        .in(old))
                .execute();
    }

    private static Condition same(KeyedRequest request) {
        return REQUEST.TENANT_ID
                .eq(request.actor().tenant())
                .and(REQUEST.USER_ID.eq(request.actor().user()))
                .and(REQUEST.ROUTE.eq(request.route()))
                .and(REQUEST.KEY.eq(request.key()));
    }
}

package io.sangam.identity;

import static io.sangam.identity.db.Tables.SECURITY_EVENT;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.val;

import io.sangam.kernel.Actor;
import io.sangam.kernel.Ids;
import io.sangam.kernel.TenantId;
import io.sangam.kernel.UserId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jooq.DSLContext;
import org.jooq.JSONB;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/// What a security officer asks for first: who came in, who tried, who changed whose access.
@Repository
class SecurityLog {

    enum Kind {
        LOGIN,
        FAILED_LOGIN,
        LOGOUT,
        REFRESH_REUSE,
        SESSION_REVOKED,
        PASSWORD_CHANGED,
        PASSWORD_RESET,
        PASSWORD_RESET_REQUESTED,
        SIGN_IN_CLOSED,
        SIGN_IN_REOPENED,
        USER_INVITED,
        INVITATION_WITHDRAWN,
        INVITATION_ACCEPTED,
        SECOND_FACTOR_ENROLLED,
        SECOND_FACTOR_REMOVED,
        SECOND_FACTOR_RESET,
        SECOND_FACTOR_FAILED,
        RECOVERY_CODES_MADE,
        RECOVERY_CODE_USED,
        PASSKEY_ADDED,
        PASSKEY_REMOVED,
        USER_CREATED,
        USER_DEACTIVATED,
        USER_ACTIVATED,
        ROLES_CHANGED,
        VIEW_AS_STARTED,
        VIEW_AS_ENDED
    }

    private static final Duration SKEW = Duration.ofMinutes(1);

    private final DSLContext db;
    private final JsonMapper json;
    private final Clock clock;

    SecurityLog(DSLContext db, JsonMapper json, Clock clock) {
        this.db = db;
        this.json = json;
        this.clock = clock;
    }

    void record(TenantId tenant, Kind kind, @Nullable UserId user, Device device) {
        insert(tenant, kind.name(), user, user, device, Map.of());
    }

    /// @param how by what somebody proved who he is: `password`
    void record(TenantId tenant, Kind kind, @Nullable UserId user, Device device, String how) {
        insert(tenant, kind.name(), user, user, device, Map.of("how", how));
    }

    void record(TenantId tenant, Kind kind, UserId user, UserId by) {
        insert(tenant, kind.name(), user, by, Device.NONE, Map.of());
    }

    /// @param by who did it, when it was somebody else
    void record(
            TenantId tenant,
            Kind kind,
            @Nullable UserId user,
            @Nullable UserId by,
            Device device,
            Map<String, ?> details) {
        insert(tenant, kind.name(), user, by, device, details);
    }

    void record(TenantId tenant, String kind, @Nullable UserId user, Device device, Map<String, ?> details) {
        insert(tenant, kind, user, user, device, details);
    }

    void record(Actor actor, String kind, Map<String, ?> details) {
        insert(actor.tenant(), kind, actor.user(), actor.user(), Device.NONE, details);
    }

    void record(Actor actor, String kind, UserId about, Map<String, ?> details) {
        insert(actor.tenant(), kind, about, actor.user(), Device.NONE, details);
    }

    /// How many it forgot, at most so many at a time. The database refuses for what is younger than ninety days.
    int forget(Instant before, int limit) {
        return db.fetchSingle(
                        "select identity.forget_security_events({0}, {1}, {2})",
                        val(before, SQLDataType.INSTANT), val(Ids.at(before.plus(SKEW))), inline(limit))
                .get(0, Integer.class);
    }

    private void insert(
            TenantId tenant,
            String kind,
            @Nullable UserId user,
            @Nullable UserId by,
            Device device,
            Map<String, ?> told) {
        var details = new HashMap<String, Object>(told);
        KeyInUse.current().ifPresent(key -> details.put("apiKey", key.inWords()));
        db.insertInto(SECURITY_EVENT)
                .set(SECURITY_EVENT.TENANT_ID, tenant)
                .set(SECURITY_EVENT.ID, Ids.next())
                .set(SECURITY_EVENT.KIND, kind.toLowerCase(Locale.ROOT))
                .set(SECURITY_EVENT.USER_ID, user)
                .set(SECURITY_EVENT.ACTOR_ID, by)
                .set(SECURITY_EVENT.IP, device.ip())
                .set(SECURITY_EVENT.USER_AGENT, device.userAgent())
                .set(SECURITY_EVENT.DETAILS, JSONB.valueOf(json.writeValueAsString(details)))
                .set(SECURITY_EVENT.AT, clock.instant())
                .execute();
    }
}

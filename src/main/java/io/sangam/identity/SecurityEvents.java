package io.sangam.identity;

import static io.sangam.identity.db.Tables.SECURITY_EVENT;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.noCondition;

import io.sangam.kernel.Actor;
import io.sangam.kernel.TenantId;
import io.sangam.kernel.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// What the security log holds, for whom its caller lets read it, and what other modules tell it: that data left the
/// company, or came in by the thousand.
@Service
@Transactional(readOnly = true)
public class SecurityEvents {

    private final DSLContext db;
    private final SecurityLog log;
    private final JsonMapper json;

    SecurityEvents(DSLContext db, SecurityLog log, JsonMapper json) {
        this.db = db;
        this.log = log;
        this.json = json;
    }

    /// @param kind lower case: `export`
    /// @param details what the kind needs, without personal data
    @Transactional
    public void record(Actor actor, String kind, Map<String, ?> details) {
        log.record(actor, kind, details);
    }

    /// About somebody who is not signed in, or not yet.
    ///
    /// @param user null when it is not known who he is
    @Transactional
    public void record(TenantId tenant, String kind, @Nullable UserId user, Device device, Map<String, ?> details) {
        log.record(tenant, kind, user, device, details);
    }

    /// What is asked for; null means any.
    public record Query(
            @Nullable UserId user,
            @Nullable String kind,
            @Nullable Instant from,
            @Nullable Instant to) {}

    /// @param user whose access it was about; unknown when nobody has that name
    /// @param by who did it
    /// @param details what the kind needs, as how many rows an export had
    public record SecurityEvent(
            UUID id,
            Instant at,
            String kind,
            @Nullable UserId user,
            @Nullable UserId by,
            String ip,
            String userAgent,
            Map<String, @Nullable Object> details) {}

    static final String LOGIN = "login";
    private static final List<String> SIGN_INS = List.of(LOGIN, "failed_login");

    /// The actor's own sign-ins, also those that failed; newest first.
    List<SecurityEvent> signIns(Actor actor, @Nullable UUID before, int limit) {
        return find(
                actor.tenant(),
                SECURITY_EVENT.USER_ID.eq(actor.user()).and(SECURITY_EVENT.KIND.in(SIGN_INS)),
                before,
                limit);
    }

    /// Newest first, from before the event `before` on.
    public List<SecurityEvent> events(TenantId tenant, Query query, @Nullable UUID before, int limit) {
        return find(
                tenant,
                noCondition()
                        .and(query.user() == null ? noCondition() : SECURITY_EVENT.USER_ID.eq(query.user()))
                        .and(query.kind() == null ? noCondition() : SECURITY_EVENT.KIND.eq(query.kind()))
                        .and(query.from() == null ? noCondition() : SECURITY_EVENT.AT.ge(query.from()))
                        .and(query.to() == null ? noCondition() : SECURITY_EVENT.AT.lt(query.to())),
                before,
                limit);
    }

    private List<SecurityEvent> find(TenantId tenant, Condition which, @Nullable UUID before, int limit) {
        return db.select(
                        SECURITY_EVENT.ID,
                        SECURITY_EVENT.AT,
                        SECURITY_EVENT.KIND,
                        SECURITY_EVENT.USER_ID,
                        SECURITY_EVENT.ACTOR_ID,
                        SECURITY_EVENT.IP,
                        SECURITY_EVENT.USER_AGENT,
                        SECURITY_EVENT.DETAILS)
                .from(SECURITY_EVENT)
                .where(SECURITY_EVENT.TENANT_ID.eq(tenant))
                .and(which)
                .and(before == null ? noCondition() : SECURITY_EVENT.ID.lt(before))
                .orderBy(SECURITY_EVENT.ID.desc())
                .limit(inline(limit))
                .fetch(row -> new SecurityEvent(
                        row.value1(),
                        row.value2(),
                        row.value3(),
                        row.value4(),
                        row.value5(),
                        row.value6(),
                        row.value7(),
                        json.readValue(row.value8().data(), new TypeReference<>() {})));
    }
}

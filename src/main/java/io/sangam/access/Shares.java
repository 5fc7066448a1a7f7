package io.sangam.access;

import static io.sangam.access.db.Tables.SHARE;

import io.sangam.kernel.Actor;
import io.sangam.kernel.Ids;
import io.sangam.kernel.SangamException;
import io.sangam.kernel.UserId;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Who may see or change one record beyond the row scopes, and until when (R9). Callers have checked the right to
/// share.
@Service
@Transactional
public class Shares {

    private final DSLContext db;
    private final Clock clock;

    Shares(DSLContext db, Clock clock) {
        this.db = db;
        this.clock = clock;
    }

    /// Those still in force, oldest first.
    @Transactional(readOnly = true)
    public List<Share> of(Actor actor, String object, UUID record) {
        return db.selectFrom(SHARE)
                .where(SHARE.TENANT_ID.eq(actor.tenant()))
                .and(SHARE.OBJECT.eq(object))
                .and(SHARE.RECORD_ID.eq(record))
                .and(SHARE.UNTIL.isNull().or(SHARE.UNTIL.gt(clock.instant())))
                .orderBy(SHARE.CREATED_AT, SHARE.ID)
                .fetch(row -> new Share(
                        row.getId(),
                        row.getUserId(),
                        row.getTeamId(),
                        Share.Right.valueOf(row.getShareRight().toUpperCase(Locale.ROOT)),
                        row.getUntil(),
                        row.getCreatedBy(),
                        row.getCreatedAt()));
    }

    /// Sharing again with the same person or team replaces right and end.
    public void add(
            Actor actor,
            String object,
            UUID record,
            @Nullable UserId user,
            @Nullable UUID team,
            Share.Right right,
            @Nullable Instant until) {
        db.insertInto(SHARE)
                .set(SHARE.TENANT_ID, actor.tenant())
                .set(SHARE.ID, Ids.next())
                .set(SHARE.OBJECT, object)
                .set(SHARE.RECORD_ID, record)
                .set(SHARE.USER_ID, user)
                .set(SHARE.TEAM_ID, team)
                .set(SHARE.SHARE_RIGHT, right.name().toLowerCase(Locale.ROOT))
                .set(SHARE.UNTIL, until)
                .set(SHARE.CREATED_AT, clock.instant())
                .set(SHARE.CREATED_BY, actor.user())
                .onConflict(SHARE.TENANT_ID, SHARE.OBJECT, SHARE.RECORD_ID, SHARE.USER_ID, SHARE.TEAM_ID)
                .doUpdate()
                .set(SHARE.SHARE_RIGHT, right.name().toLowerCase(Locale.ROOT))
                .set(SHARE.UNTIL, until)
                .execute();
    }

    public void remove(Actor actor, String object, UUID record, UUID share) {
        var removed = db.deleteFrom(SHARE)
                .where(SHARE.TENANT_ID.eq(actor.tenant()))
                .and(SHARE.OBJECT.eq(object))
                .and(SHARE.RECORD_ID.eq(record))
                .and(SHARE.ID.eq(share))
                .execute();
        if (removed == 0) {
            throw SangamException.notFound();
        }
    }
}

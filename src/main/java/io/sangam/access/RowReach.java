package io.sangam.access;

import static io.sangam.access.db.Tables.SHARE;
import static org.jooq.impl.DSL.any;
import static org.jooq.impl.DSL.array;
import static org.jooq.impl.DSL.falseCondition;
import static org.jooq.impl.DSL.or;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.trueCondition;

import io.sangam.kernel.TenantId;
import io.sangam.kernel.UserId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.Field;
import org.jspecify.annotations.Nullable;

/// Which rows of an object somebody reaches, as data: equal reaches make equal conditions, so that what was put
/// together
/// for one can be used again as long as nothing about him has changed.
///
/// @param everything whether it is all rows; then nothing else counts
/// @param people whose own rows they are
/// @param nobodys whether those without an owner are among them
/// @param partner the partner firm whose rows they are
/// @param territories the sales areas whose rows they are
/// @param shares what was shared with him; null where shares don't count
public record RowReach(
        boolean everything,
        List<UserId> people,
        boolean nobodys,
        @Nullable UUID partner,
        Set<UUID> territories,
        @Nullable Shares shares) {

    /// @param teams those whose shares reach him
    /// @param rights the rights of a share that count
    public record Shares(TenantId tenant, UserId user, Set<UUID> teams, Set<String> rights) {

        /// `record = any(array(select …))` is evaluated once and then is an index condition; `in (select …)` under `or`
        /// is not.
        ///
        /// @param record the column that names a record of the object
        Condition reach(String object, Field<UUID> record, Instant now) {
            return record.eq(any(array(select(SHARE.RECORD_ID)
                    .from(SHARE)
                    .where(SHARE.TENANT_ID.eq(tenant))
                    .and(SHARE.OBJECT.eq(object))
                    .and(SHARE.USER_ID.eq(user).or(SHARE.TEAM_ID.in(teams)))
                    .and(SHARE.SHARE_RIGHT.in(rights))
                    .and(SHARE.UNTIL.isNull().or(SHARE.UNTIL.gt(now))))));
        }
    }

    static final RowReach NOTHING = of(List.of());
    static final RowReach EVERYTHING = new RowReach(true, List.of(), false, null, Set.of(), null);

    static RowReach of(List<UserId> people) {
        return new RowReach(false, people, false, null, Set.of(), null);
    }

    RowReach withNobodys() {
        return new RowReach(everything, people, true, partner, territories, shares);
    }

    RowReach withPartner(UUID firm) {
        return new RowReach(everything, people, nobodys, firm, territories, shares);
    }

    RowReach withTerritories(Set<UUID> areas) {
        return new RowReach(everything, people, nobodys, partner, areas, shares);
    }

    RowReach with(Shares shared) {
        return new RowReach(everything, people, nobodys, partner, territories, shared);
    }

    /// The rows as SQL; stays usable as an index condition under row security.
    ///
    /// @param now when it is asked: shares end
    public Condition in(RowOwners owners, Instant now) {
        if (everything) {
            return trueCondition();
        }
        var grounds = new ArrayList<Condition>();
        if (!people.isEmpty()) {
            grounds.add(ownedBy(owners));
        }
        if (nobodys) {
            // who is most responsible is missing
            grounds.add(owners.users().getFirst().isNull());
        }
        if (partner != null && owners.partner() != null) {
            grounds.add(owners.partner().eq(partner));
        }
        if (!territories.isEmpty() && owners.territory() != null) {
            grounds.add(owners.territory().eq(any(territories.toArray(UUID[]::new))));
        }
        if (shares != null) {
            grounds.add(shares.reach(owners.object(), owners.id(), now));
            if (owners.whole() != null) {
                grounds.add(shares.reach(owners.whole().object(), owners.whole().id(), now));
            }
        }
        return grounds.isEmpty() ? falseCondition() : or(grounds);
    }

    private Condition ownedBy(RowOwners owners) {
        var single = people.size() == 1;
        return or(owners.users().stream()
                .map(column -> single ? column.eq(people.getFirst()) : column.eq(any(people.toArray(UserId[]::new))))
                .toList());
    }
}

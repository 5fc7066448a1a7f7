package io.sangam.identity;

import io.sangam.kernel.UserId;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A person who signs in.
///
/// @param phone in E.164
/// @param partnerId the external firm that employs him
/// @param reach how far his row scopes go beyond his own
/// @param timeZone null: the tenant's
public record User(
        UserId id,
        String name,
        String email,
        @Nullable String phone,
        @Nullable UUID teamId,
        @Nullable UserId managerId,
        @Nullable UUID partnerId,
        Reach reach,
        @Nullable ZoneId timeZone,
        @Nullable String locale,
        Presence presence,
        @Nullable LocalDate leaveFrom,
        @Nullable LocalDate leaveTo,
        boolean active,
        @Nullable Instant lastLoginAt,
        int version) {

    public User reaching(Reach other) {
        return new User(
                id,
                name,
                email,
                phone,
                teamId,
                managerId,
                partnerId,
                other,
                timeZone,
                locale,
                presence,
                leaveFrom,
                leaveTo,
                active,
                lastLoginAt,
                version);
    }

    /// Whether he is there on that day of his own calendar. Who is busy is.
    public boolean worksOn(LocalDate day) {
        var onLeave = leaveFrom != null && !day.isBefore(leaveFrom) && (leaveTo == null || !day.isAfter(leaveTo));
        return active && presence != Presence.AWAY && !onLeave;
    }
}

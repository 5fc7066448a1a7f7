package io.sangam.approvals;

import com.fasterxml.jackson.annotation.JsonValue;
import io.sangam.kernel.SangamException;
import io.sangam.kernel.UserId;
import io.sangam.records.RecordRef;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Somebody's request for consent (R26): pending, step by step, until it is approved, rejected, withdrawn or lapsed.
/// Consent lapses too, when the record becomes another than it was given for.
///
/// @param label what the kind is called, where companies name it
/// @param policyId null when none fitted and the asker's manager decides
/// @param policy its name at that time
/// @param figures what was asked for
/// @param steps as they were
/// @param step the one that is being decided, or was the last
/// @param toAdministrators the step named nobody who could decide, so administrators do
/// @param decidedBy null while it is pending, and when it lapsed
/// @param reason why it was rejected, or lapsed
record ApprovalRequest(
        UUID id,
        RecordRef record,
        String kind,
        @Nullable String label,
        @Nullable UUID policyId,
        @Nullable String policy,
        List<Step> steps,
        Figures figures,
        UserId askedBy,
        Instant askedAt,
        @Nullable String note,
        int step,
        boolean toAdministrators,
        @Nullable Instant dueAt,
        Status status,
        @Nullable Instant decidedAt,
        @Nullable UserId decidedBy,
        @Nullable String reason) {

    enum Status {
        PENDING,
        APPROVED,
        REJECTED,
        WITHDRAWN,
        LAPSED;

        /// What may come of it.
        Set<Status> next() {
            return switch (this) {
                case PENDING -> EnumSet.of(APPROVED, REJECTED, WITHDRAWN, LAPSED);
                case APPROVED -> EnumSet.of(LAPSED);
                case REJECTED, WITHDRAWN, LAPSED -> EnumSet.noneOf(Status.class);
            };
        }

        @JsonValue
        String key() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Status of(String key) {
            return valueOf(key.toUpperCase(Locale.ROOT));
        }
    }

    /// Why consent does not count any more.
    enum Lapse {
        FIGURES,
        POLICY,
        DELETED;

        String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    boolean isPending() {
        return status == Status.PENDING;
    }

    boolean isLastStep() {
        return step == steps.size() - 1;
    }

    /// Whether it counts for what would be asked now.
    ///
    /// @param fitting the policy that fits the record now; null when none does, which needs less than any
    @Nullable
    Lapse lapse(Figures now, @Nullable UUID fitting) {
        if (!figures.same(now)) {
            return Lapse.FIGURES;
        }
        return fitting == null || fitting.equals(policyId) ? null : Lapse.POLICY;
    }

    /// One more consent; after the last step it is approved.
    ApprovalRequest approved(UserId by, Instant now) {
        requirePending();
        return isLastStep() ? ended(Status.APPROVED, by, null, now) : at(step + 1, false, null);
    }

    ApprovalRequest rejected(UserId by, String why, Instant now) {
        return ended(Status.REJECTED, by, why, now);
    }

    ApprovalRequest withdrawn(UserId by, Instant now) {
        return ended(Status.WITHDRAWN, by, null, now);
    }

    ApprovalRequest lapsed(Lapse why, Instant now) {
        return ended(Status.LAPSED, null, why.key(), now);
    }

    /// Waiting at a step for whoever decides it.
    ApprovalRequest at(int place, boolean administrators, @Nullable Instant due) {
        requirePending();
        return with(place, administrators, due, status, null, null, null);
    }

    private ApprovalRequest ended(Status next, @Nullable UserId by, @Nullable String why, Instant now) {
        if (!status.next().contains(next)) {
            throw decided();
        }
        return with(step, toAdministrators, dueAt, next, now, by, why);
    }

    private void requirePending() {
        if (!isPending()) {
            throw decided();
        }
    }

    private SangamException decided() {
        return new SangamException(
                ApprovalError.APPROVAL_DECIDED, "This request was " + status.key() + " already; look at it again");
    }

    private ApprovalRequest with(
            int place,
            boolean administrators,
            @Nullable Instant due,
            Status next,
            @Nullable Instant at,
            @Nullable UserId by,
            @Nullable String why) {
        return new ApprovalRequest(
                id,
                record,
                kind,
                label,
                policyId,
                policy,
                steps,
                figures,
                askedBy,
                askedAt,
                note,
                place,
                administrators,
                due,
                next,
                at,
                by,
                why);
    }
}

package io.sangam.approvals;

import io.sangam.kernel.Actor;
import io.sangam.kernel.UserId;
import io.sangam.notifications.NoticeKind;
import io.sangam.notifications.NoticeKind.Group;
import io.sangam.notifications.NoticeSource;
import io.sangam.notifications.Notifications;
import io.sangam.records.RecordState;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Tells approvers what waits for them, and askers what became of it. Figures are not told: who reads a notice may not
/// see amounts.
@Component
class ApprovalNotices implements NoticeSource {

    private static final NoticeKind WANTED =
            NoticeKind.of("approvalWanted", Group.WORK).mailed().staying();
    private static final NoticeKind DELEGATED =
            NoticeKind.of("approvalDelegated", Group.WORK).mailed().staying();
    private static final NoticeKind GIVEN =
            NoticeKind.of("approvalGiven", Group.WORK).digested().staying();
    private static final NoticeKind REJECTED =
            NoticeKind.of("approvalRejected", Group.WORK).digested().staying();
    private static final NoticeKind LAPSED = NoticeKind.of("approvalLapsed", Group.WORK);
    private static final NoticeKind OVERDUE =
            NoticeKind.of("approvalOverdue", Group.TIME).mailed();

    private final Notifications notifications;

    ApprovalNotices(Notifications notifications) {
        this.notifications = notifications;
    }

    @Override
    public List<NoticeKind> kinds() {
        return List.of(WANTED, DELEGATED, GIVEN, REJECTED, LAPSED, OVERDUE);
    }

    void wanted(Actor actor, RecordState record, ApprovalRequest request, Collection<UserId> people) {
        tell(actor, record, request, people, WANTED, about(request, request.note()), "wanted:" + request.step());
    }

    void delegated(Actor actor, RecordState record, ApprovalRequest request, UserId to, @Nullable String comment) {
        tell(
                actor,
                record,
                request,
                List.of(to),
                DELEGATED,
                about(request, comment),
                "delegated:" + request.step() + ":" + actor.user());
    }

    void decided(Actor actor, RecordState record, ApprovalRequest request) {
        var kind = request.status() == ApprovalRequest.Status.APPROVED ? GIVEN : REJECTED;
        tell(actor, record, request, asker(request), kind, about(request, request.reason()), "decided");
    }

    void lapsed(Actor actor, RecordState record, ApprovalRequest request) {
        tell(actor, record, request, asker(request), LAPSED, about(request, request.reason()), "lapsed");
    }

    void overdue(Actor actor, RecordState record, ApprovalRequest request, Collection<UserId> people) {
        tell(actor, record, request, people, OVERDUE, about(request, null), "overdue:" + request.step());
    }

    private static List<UserId> asker(ApprovalRequest request) {
        return List.of(request.askedBy());
    }

    private static Map<String, Object> about(ApprovalRequest request, @Nullable String reason) {
        var data = new HashMap<String, Object>(about(request));
        data.put("request", request.id());
        data.put("step", request.step());
        if (reason != null) {
            data.put("reason", reason);
        }
        return data;
    }

    /// What is asked for, as notices and timelines tell it.
    static Map<String, Object> about(ApprovalRequest request) {
        var data = new HashMap<String, Object>(Map.of("kind", request.kind()));
        if (request.label() != null) {
            data.put("label", request.label());
        }
        return data;
    }

    private void tell(
            Actor actor,
            RecordState record,
            ApprovalRequest request,
            Collection<UserId> people,
            NoticeKind kind,
            Map<String, ?> data,
            String cause) {
        notifications.tell(
                actor,
                people,
                kind,
                record.type().key(),
                record.id(),
                record.title(),
                data,
                "approval:" + request.id() + ":" + cause);
    }
}

package io.sangam.approvals;

import io.sangam.kernel.Actor;
import io.sangam.kernel.SangamException;
import io.sangam.kernel.TenantId;
import io.sangam.pipelines.ConsentDesk;
import io.sangam.pipelines.PipelineError;
import io.sangam.pipelines.Pipelines;
import io.sangam.pipelines.Status;
import io.sangam.records.ObjectType;
import io.sangam.records.RecordError;
import io.sangam.records.RecordRef;
import io.sangam.records.RecordState;
import io.sangam.records.Records;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Consent as a condition of a status: asked for before the move, which then is somebody's own to make.
@Service
@Transactional
class Consents implements ConsentDesk {

    /// What the kinds of such requests begin with; the status follows.
    static final String KIND = "status:";

    private final Approvals approvals;
    private final Fitting fitting;
    private final Pipelines pipelines;
    private final Records records;

    Consents(Approvals approvals, Fitting fitting, Pipelines pipelines, Records records) {
        this.approvals = approvals;
        this.fitting = fitting;
        this.pipelines = pipelines;
        this.records = records;
    }

    @Override
    @Transactional(readOnly = true)
    public Consent of(Actor actor, RecordState record, String status, boolean always) {
        var tenant = actor.tenant();
        var policy = fitting.policy(tenant, record.type(), record.id());
        var figures = figures(tenant, record, status);
        if (!Fitting.isWanted(policy, figures, always)) {
            return new Consent(State.FREE, null, null);
        }
        var standing = approvals.standing(
                tenant,
                ref(record),
                KIND + status,
                figures,
                policy.map(Policy::id).orElse(null));
        return switch (standing) {
            case Standing.None() -> new Consent(State.NEEDED, null, null);
            case Standing.Granted(var _) -> new Consent(State.FREE, null, null);
            case Standing.Pending(var request) -> new Consent(State.PENDING, request, null);
            case Standing.Approved(var request, var _) -> new Consent(State.GIVEN, request, null);
            case Standing.Rejected(var request, var reason) -> new Consent(State.REJECTED, request, reason);
        };
    }

    @Override
    public void enters(Actor actor, RecordState record, Status status, boolean always) {
        var policy = fitting.policy(actor.tenant(), record.type(), record.id());
        policy.filter(found -> found.waives(figures(actor.tenant(), record, status.key())))
                .ifPresent(found -> approvals.noteWaiver(actor, record, found, KIND + status.key(), status.label()));
    }

    /// Asks for consent to a move, as the status wants it.
    ///
    /// @param to the key of the status
    Standing ask(Actor actor, ObjectType type, UUID id, String to, @Nullable String note) {
        var record = records.load(actor, type, id);
        if (!type.movesThroughPipeline()) {
            throw SangamException.invalid(
                    "object", "OBJECT_UNKNOWN", type.plural() + " do not move through a pipeline");
        }
        if (!record.writable()) {
            throw new SangamException(
                    RecordError.RECORD_NOT_WRITABLE,
                    "You may read this record, not move it, so there is nothing to ask");
        }
        var status = pipelines
                .of(actor.tenant(), record)
                .definition()
                .status(to)
                .orElseThrow(() -> SangamException.invalid(
                        "to", PipelineError.STATUS_UNKNOWN.name(), "The pipeline has no status " + to));
        var condition = status.approval();
        if (condition.isEmpty()) {
            return new Standing.Granted("The status asks for nobody's approval");
        }
        var question = new Question(
                ref(record),
                KIND + to,
                figures(actor.tenant(), record, to),
                condition.get().isAlways(),
                note);
        return approvals.ask(actor, record, question, status.label());
    }

    private Figures figures(TenantId tenant, RecordState record, String status) {
        return fitting.figures(tenant, record, KIND + status).orElse(Figures.NONE);
    }

    private static RecordRef ref(RecordState record) {
        return new RecordRef(record.type().key(), record.id());
    }
}

package io.sangam.approvals;

import static io.sangam.approvals.db.Tables.APPROVER;
import static io.sangam.approvals.db.Tables.DECISION;
import static io.sangam.approvals.db.Tables.REQUEST;
import static io.sangam.approvals.db.Tables.STEP_DUE;
import static java.util.stream.Collectors.groupingBy;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.when;

import io.sangam.approvals.ApprovalRequest.Status;
import io.sangam.approvals.db.tables.records.RequestRecord;
import io.sangam.database.BulkInsert;
import io.sangam.kernel.Ids;
import io.sangam.kernel.Money;
import io.sangam.kernel.TenantId;
import io.sangam.kernel.UserId;
import io.sangam.records.RecordRef;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.JSONB;
import org.jooq.Records;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

@Repository
class ApprovalRepository {

    /// More of one record than anybody reads.
    private static final int MOST_OF_RECORD = 50;

    /// Who may decide a pending request.
    ///
    /// @param delegatedBy who gave it to him
    record May(UUID request, UserId user, @Nullable UserId delegatedBy) {}

    /// What somebody did about a step.
    ///
    /// @param verb `approved`, `rejected` or `delegated`
    /// @param to to whom it was given
    record Decision(
            UUID request,
            int step,
            String verb,
            UserId user,
            @Nullable UserId to,
            @Nullable String comment,
            Instant at) {}

    private final DSLContext db;
    private final JsonMapper json;

    ApprovalRepository(DSLContext db, JsonMapper json) {
        this.db = db;
        this.json = json;
    }

    /// False when one of the kind is pending for the record already.
    boolean insert(TenantId tenant, ApprovalRequest request) {
        var amount = request.figures().amount();
        return db.insertInto(REQUEST)
                        .set(REQUEST.TENANT_ID, tenant)
                        .set(REQUEST.ID, request.id())
                        .set(REQUEST.OBJECT, request.record().object())
                        .set(REQUEST.RECORD_ID, request.record().id())
                        .set(REQUEST.KIND, request.kind())
                        .set(REQUEST.LABEL, request.label())
                        .set(REQUEST.POLICY_ID, request.policyId())
                        .set(REQUEST.POLICY, request.policy())
                        .set(REQUEST.STEPS, JSONB.valueOf(PolicyRepository.steps(json, request.steps())))
                        .set(REQUEST.AMOUNT_MINOR, amount == null ? null : amount.minor())
                        .set(REQUEST.AMOUNT_CURRENCY, amount == null ? null : amount.currency())
                        .set(REQUEST.DISCOUNT, request.figures().discountPercent())
                        .set(REQUEST.ASKED_BY, request.askedBy())
                        .set(REQUEST.ASKED_AT, request.askedAt())
                        .set(REQUEST.NOTE, request.note())
                        .set(REQUEST.STEP, request.step())
                        .set(REQUEST.TO_ADMINISTRATORS, request.toAdministrators())
                        .set(REQUEST.DUE_AT, request.dueAt())
                        .set(REQUEST.STATUS, request.status().key())
                        .onConflictDoNothing()
                        .execute()
                == 1;
    }

    Optional<ApprovalRequest> find(TenantId tenant, UUID id) {
        return db.selectFrom(REQUEST)
                .where(REQUEST.TENANT_ID.eq(tenant))
                .and(REQUEST.ID.eq(id))
                .fetchOptional(this::toRequest);
    }

    /// Keeps it as it is until the end of the transaction, so that of two decisions one comes second.
    Optional<ApprovalRequest> lock(TenantId tenant, UUID id) {
        return db.selectFrom(REQUEST)
                .where(REQUEST.TENANT_ID.eq(tenant))
                .and(REQUEST.ID.eq(id))
                .forUpdate()
                .fetchOptional(this::toRequest);
    }

    Optional<ApprovalRequest> latest(TenantId tenant, RecordRef record, String kind) {
        return db.selectFrom(REQUEST)
                .where(REQUEST.TENANT_ID.eq(tenant))
                .and(REQUEST.OBJECT.eq(record.object()))
                .and(REQUEST.RECORD_ID.eq(record.id()))
                .and(REQUEST.KIND.eq(kind))
                .orderBy(REQUEST.ID.desc())
                .limit(inline(1))
                .fetchOptional(this::toRequest);
    }

    /// The newest first.
    List<ApprovalRequest> of(TenantId tenant, RecordRef record) {
        return db.selectFrom(REQUEST)
                .where(REQUEST.TENANT_ID.eq(tenant))
                .and(REQUEST.OBJECT.eq(record.object()))
                .and(REQUEST.RECORD_ID.eq(record.id()))
                .orderBy(REQUEST.ID.desc())
                .limit(inline(MOST_OF_RECORD))
                .fetch(this::toRequest);
    }

    void store(TenantId tenant, ApprovalRequest request) {
        db.update(REQUEST)
                .set(REQUEST.STEP, request.step())
                .set(REQUEST.TO_ADMINISTRATORS, request.toAdministrators())
                .set(REQUEST.DUE_AT, request.dueAt())
                .set(REQUEST.STATUS, request.status().key())
                .set(REQUEST.DECIDED_AT, request.decidedAt())
                .set(REQUEST.DECIDED_BY, request.decidedBy())
                .set(REQUEST.REASON, request.reason())
                .where(REQUEST.TENANT_ID.eq(tenant))
                .and(REQUEST.ID.eq(request.id()))
                .execute();
    }

    /// What waits for somebody, the longest first.
    List<ApprovalRequest> waitingFor(TenantId tenant, UserId user, Optional<UUID> after, int limit) {
        return db.select(REQUEST.fields())
                .from(REQUEST)
                .join(APPROVER)
                .on(APPROVER.TENANT_ID.eq(REQUEST.TENANT_ID).and(APPROVER.REQUEST_ID.eq(REQUEST.ID)))
                .where(APPROVER.TENANT_ID.eq(tenant))
                .and(APPROVER.USER_ID.eq(user))
                .and(after.map(APPROVER.REQUEST_ID::gt).orElse(noCondition()))
                .orderBy(APPROVER.REQUEST_ID)
                .limit(inline(limit))
                .fetch(row -> toRequest(row.into(REQUEST)));
    }

    /// The newest first.
    List<ApprovalRequest> askedBy(TenantId tenant, UserId user, Optional<UUID> before, int limit) {
        return db.selectFrom(REQUEST)
                .where(REQUEST.TENANT_ID.eq(tenant))
                .and(REQUEST.ASKED_BY.eq(user))
                .and(before.<Condition>map(REQUEST.ID::lt).orElse(noCondition()))
                .orderBy(REQUEST.ID.desc())
                .limit(inline(limit))
                .fetch(this::toRequest);
    }

    /// What somebody had a hand in, the newest request first.
    List<ApprovalRequest> handledBy(TenantId tenant, UserId user, Optional<UUID> before, int limit) {
        var his = db.select(DECISION.REQUEST_ID)
                .from(DECISION)
                .where(DECISION.TENANT_ID.eq(tenant))
                .and(DECISION.USER_ID.eq(user));
        return db.selectFrom(REQUEST)
                .where(REQUEST.TENANT_ID.eq(tenant))
                .and(REQUEST.ID.in(his))
                .and(before.<Condition>map(REQUEST.ID::lt).orElse(noCondition()))
                .orderBy(REQUEST.ID.desc())
                .limit(inline(limit))
                .fetch(this::toRequest);
    }

    /// The pending ones a user may decide: what a leaver leaves.
    List<UUID> pendingWith(TenantId tenant, UserId user) {
        return db.select(APPROVER.REQUEST_ID)
                .from(APPROVER)
                .where(APPROVER.TENANT_ID.eq(tenant))
                .and(APPROVER.USER_ID.eq(user))
                .orderBy(APPROVER.REQUEST_ID)
                .fetch(APPROVER.REQUEST_ID);
    }

    Map<UUID, List<May>> approvers(TenantId tenant, Collection<UUID> requests) {
        return db
                .select(APPROVER.REQUEST_ID, APPROVER.USER_ID, APPROVER.DELEGATED_BY)
                .from(APPROVER)
                .where(APPROVER.TENANT_ID.eq(tenant))
                .and(APPROVER.REQUEST_ID.in(requests))
                .orderBy(APPROVER.REQUEST_ID, APPROVER.USER_ID)
                .fetch(Records.mapping(May::new))
                .stream()
                .collect(groupingBy(May::request));
    }

    void mayDecide(TenantId tenant, Collection<May> all) {
        BulkInsert.missingInto(
                db,
                APPROVER,
                List.of(APPROVER.TENANT_ID, APPROVER.REQUEST_ID, APPROVER.USER_ID, APPROVER.DELEGATED_BY),
                all.stream()
                        .map(may -> Arrays.asList(tenant, may.request(), may.user(), may.delegatedBy()))
                        .toList());
    }

    void mayDecideNoLonger(TenantId tenant, UUID request, UserId user) {
        db.deleteFrom(APPROVER)
                .where(APPROVER.TENANT_ID.eq(tenant))
                .and(APPROVER.REQUEST_ID.eq(request))
                .and(APPROVER.USER_ID.eq(user))
                .execute();
    }

    /// Nobody decides it any more, so it is late no more either. Who could have is answered.
    List<UserId> close(TenantId tenant, UUID request) {
        db.deleteFrom(STEP_DUE)
                .where(STEP_DUE.TENANT_ID.eq(tenant))
                .and(STEP_DUE.REQUEST_ID.eq(request))
                .execute();
        return db.deleteFrom(APPROVER)
                .where(APPROVER.TENANT_ID.eq(tenant))
                .and(APPROVER.REQUEST_ID.eq(request))
                .returning(APPROVER.USER_ID)
                .fetch(APPROVER.USER_ID);
    }

    void due(TenantId tenant, UUID request, Instant at) {
        db.insertInto(STEP_DUE)
                .set(STEP_DUE.TENANT_ID, tenant)
                .set(STEP_DUE.REQUEST_ID, request)
                .set(STEP_DUE.AT, at)
                .execute();
    }

    void note(TenantId tenant, Decision decision) {
        db.insertInto(DECISION)
                .set(DECISION.TENANT_ID, tenant)
                .set(DECISION.ID, Ids.next())
                .set(DECISION.REQUEST_ID, decision.request())
                .set(DECISION.STEP, decision.step())
                .set(DECISION.VERB, decision.verb())
                .set(DECISION.USER_ID, decision.user())
                .set(DECISION.ASSIGNEE_ID, decision.to())
                .set(DECISION.COMMENT, decision.comment())
                .set(DECISION.AT, decision.at())
                .execute();
    }

    /// In the order they were made.
    Map<UUID, List<Decision>> decisions(TenantId tenant, Collection<UUID> requests) {
        return db
                .select(
                        DECISION.REQUEST_ID,
                        DECISION.STEP,
                        DECISION.VERB,
                        DECISION.USER_ID,
                        DECISION.ASSIGNEE_ID,
                        DECISION.COMMENT,
                        DECISION.AT)
                .from(DECISION)
                .where(DECISION.TENANT_ID.eq(tenant))
                .and(DECISION.REQUEST_ID.in(requests))
                .orderBy(DECISION.ID)
                .fetch(Records.mapping(Decision::new))
                .stream()
                .collect(groupingBy(Decision::request));
    }

    /// Takes out what people wrote; who decided what, and when, stays.
    void forgetWords(TenantId tenant, RecordRef record) {
        var requests = db.select(REQUEST.ID)
                .from(REQUEST)
                .where(REQUEST.TENANT_ID.eq(tenant))
                .and(REQUEST.OBJECT.eq(record.object()))
                .and(REQUEST.RECORD_ID.eq(record.id()));
        db.update(DECISION)
                .setNull(DECISION.COMMENT)
                .where(DECISION.TENANT_ID.eq(tenant))
                .and(DECISION.REQUEST_ID.in(requests))
                .execute();
        db.update(REQUEST)
                .setNull(REQUEST.NOTE)
                .set(
                        REQUEST.REASON,
                        when(REQUEST.STATUS.eq(inline("rejected")), inline("")).otherwise(REQUEST.REASON))
                .where(REQUEST.TENANT_ID.eq(tenant))
                .and(REQUEST.OBJECT.eq(record.object()))
                .and(REQUEST.RECORD_ID.eq(record.id()))
                .execute();
    }

    private ApprovalRequest toRequest(RequestRecord row) {
        var amount = row.getAmountMinor() == null ? null : Money.ofMinor(row.getAmountMinor(), row.getAmountCurrency());
        return new ApprovalRequest(
                row.getId(),
                new RecordRef(row.getObject(), row.getRecordId()),
                row.getKind(),
                row.getLabel(),
                row.getPolicyId(),
                row.getPolicy(),
                PolicyRepository.steps(json, row.getSteps()),
                new Figures(amount, row.getDiscount()),
                row.getAskedBy(),
                row.getAskedAt(),
                row.getNote(),
                row.getStep(),
                row.getToAdministrators(),
                row.getDueAt(),
                Status.of(row.getStatus()),
                row.getDecidedAt(),
                row.getDecidedBy(),
                row.getReason());
    }
}

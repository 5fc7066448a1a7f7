package io.sangam.approvals;

import io.sangam.kernel.Actor;
import io.sangam.kernel.Money;
import io.sangam.kernel.TenantId;
import io.sangam.records.FieldKind;
import io.sangam.records.FieldSpec;
import io.sangam.records.FilterParser;
import io.sangam.records.ObjectType;
import io.sangam.records.RecordState;
import io.sangam.records.Records;
import java.util.Optional;
import java.util.UUID;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/// What consent to something about a record would be about now: which policy fits, and which figures.
@Component
class Fitting {

    private final PolicyRepository policies;
    private final Records records;
    private final FilterParser filters;
    private final ObjectProvider<Approvable> approvables;

    Fitting(PolicyRepository policies, Records records, FilterParser filters, ObjectProvider<Approvable> approvables) {
        this.policies = policies;
        this.records = records;
        this.filters = filters;
        this.approvables = approvables;
    }

    /// Policies look with the system's eyes: what somebody does not see counts all the same.
    Optional<Policy> policy(TenantId tenant, ObjectType type, UUID id) {
        var system = Actor.system(tenant);
        return Policy.first(
                policies.all(tenant, type.key()), filter -> records.matches(system, type, id, filters.parse(filter)));
    }

    /// Whether somebody has to consent: a policy asks about these figures, or where none fits, the question requires
    /// it.
    static boolean isWanted(Optional<Policy> policy, Figures figures, boolean required) {
        return policy.map(found -> !found.waives(figures)).orElse(required);
    }

    /// Tells the object that a request about one of its records ended without a decision.
    void withdrawn(TenantId tenant, ApprovalRequest request) {
        approvables.stream()
                .filter(each -> each.object().equals(request.record().object()))
                .forEach(each -> each.withdrawn(tenant, request.record().id(), request.kind()));
    }

    /// By the object itself, if it can tell; of a move, what the record is worth.
    ///
    /// @return empty when nobody can tell, so that what was asked for stands
    Optional<Figures> figures(TenantId tenant, RecordState record, String kind) {
        return approvables.stream()
                .filter(each -> each.object().equals(record.type().key()))
                .findFirst()
                .flatMap(each -> each.figures(tenant, record.id(), kind))
                .or(() -> kind.startsWith(Consents.KIND) ? Optional.of(worth(record)) : Optional.empty());
    }

    private static Figures worth(RecordState record) {
        return worth(record.type())
                .map(field -> new Figures((Money) record.value(field.key()), null))
                .orElse(Figures.NONE);
    }

    /// The field that says what a record is worth: its first amount.
    static Optional<FieldSpec<?>> worth(ObjectType type) {
        return type.fields().stream()
                .filter(field -> field.kind() == FieldKind.MONEY)
                .findFirst();
    }
}

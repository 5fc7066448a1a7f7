package io.sangam.approvals;

import io.sangam.access.Access;
import io.sangam.access.Level;
import io.sangam.identity.User;
import io.sangam.identity.Users;
import io.sangam.kernel.Actor;
import io.sangam.kernel.Ids;
import io.sangam.kernel.KernelError;
import io.sangam.kernel.Money;
import io.sangam.kernel.SangamException;
import io.sangam.kernel.TenantId;
import io.sangam.kernel.UserId;
import io.sangam.records.Activities;
import io.sangam.records.Change;
import io.sangam.records.FilterParser;
import io.sangam.records.ObjectType;
import io.sangam.records.ObjectTypes;
import io.sangam.records.RecordState;
import io.sangam.records.Records;
import io.sangam.tenancy.TenantCache;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.JsonNode;

/// The approval policies of a tenant, kept by those who administer pipelines.
@Service
@Transactional
public class Policies {

    static final String MODULE = "pipelines";

    static final int MOST_STEPS = 10;

    private static final String AUDITED_AS = "approvalPolicy";

    private final PolicyRepository repository;
    private final Fitting fitting;
    private final Deciders deciders;
    private final ObjectTypes types;
    private final Records records;
    private final FilterParser filters;
    private final Access access;
    private final Users users;
    private final Activities activities;
    private final TenantCache<Set<String>> objects;
    private final Clock clock;

    Policies(
            PolicyRepository repository,
            Fitting fitting,
            Deciders deciders,
            ObjectTypes types,
            Records records,
            FilterParser filters,
            Access access,
            Users users,
            Activities activities,
            PlatformTransactionManager transactions,
            Clock clock) {
        this.repository = repository;
        this.fitting = fitting;
        this.deciders = deciders;
        this.types = types;
        this.records = records;
        this.filters = filters;
        this.access = access;
        this.users = users;
        this.activities = activities;
        this.objects = new TenantCache<>(transactions, repository::objects);
        this.clock = clock;
    }

    /// What a caller wants changed; null leaves a member as it is.
    ///
    /// @param asksAlways takes the amount away from which it asks
    record Wish(
            @Nullable String name,
            @Nullable Integer position,
            @Nullable JsonNode filter,
            @Nullable Money below,
            boolean asksAlways,
            @Nullable List<Step> steps,
            @Nullable Boolean active) {}

    /// What the policies would do with a record.
    ///
    /// @param asker whose manager would be asked
    /// @param policy null when none fits
    /// @param waived because it costs less than the policy asks about
    record Trial(List<Tried> tried, UserId asker, @Nullable Policy policy, boolean waived, List<StepTrial> steps) {}

    record Tried(Policy policy, boolean matches) {}

    record StepTrial(Step step, Deciders.People people) {}

    @Transactional(readOnly = true)
    List<Policy> all(Actor actor, String object) {
        access.require(actor, MODULE, Level.READ);
        return repository.all(actor.tenant(), types.get(object).key());
    }

    /// Whether anybody of the tenant may have to consent about records of this object: at hand, for every write asks.
    boolean concern(TenantId tenant, String object) {
        return objects.get(tenant).contains(object);
    }

    /// Without a position it goes to the end.
    public Policy add(
            Actor actor,
            String object,
            String name,
            @Nullable Integer position,
            JsonNode filter,
            @Nullable Money below,
            List<Step> steps,
            boolean active) {
        access.require(actor, MODULE, Level.WRITE);
        var existing = repository.all(actor.tenant(), types.get(object).key());
        var last = existing.isEmpty() ? 0 : existing.getLast().position();
        var policy = new Policy(
                Ids.next(),
                object,
                name.strip(),
                Objects.requireNonNullElse(position, last + 1),
                filter,
                below,
                List.copyOf(steps),
                active,
                0);
        check(actor, policy);
        repository.insert(actor.tenant(), policy, actor.user(), clock.instant());
        objects.changed(actor.tenant());
        activities.audit(actor, AUDITED_AS, policy.id(), "created", List.of(new Change("name", null, policy.name())));
        return policy;
    }

    Policy change(Actor actor, UUID id, int version, Wish wish) {
        access.require(actor, MODULE, Level.WRITE);
        var before = repository.find(actor.tenant(), id).orElseThrow(SangamException::notFound);
        var after = new Policy(
                id,
                before.object(),
                wish.name() == null ? before.name() : wish.name().strip(),
                Objects.requireNonNullElse(wish.position(), before.position()),
                Objects.requireNonNullElse(wish.filter(), before.filter()),
                wish.asksAlways() ? null : wish.below() == null ? before.below() : wish.below(),
                Objects.requireNonNullElse(wish.steps(), before.steps()),
                Objects.requireNonNullElse(wish.active(), before.active()),
                version);
        check(actor, after);
        if (!repository.update(actor.tenant(), after, actor.user(), clock.instant())) {
            throw conflict(actor.tenant(), id);
        }
        activities.audit(actor, AUDITED_AS, id, "updated", changes(before, after));
        return repository.find(actor.tenant(), id).orElseThrow(SangamException::notFound);
    }

    /// What was asked under it stays as it is.
    void delete(Actor actor, UUID id, int version) {
        access.require(actor, MODULE, Level.WRITE);
        var policy = repository.find(actor.tenant(), id).orElseThrow(SangamException::notFound);
        if (!repository.delete(actor.tenant(), id, version)) {
            throw conflict(actor.tenant(), id);
        }
        objects.changed(actor.tenant());
        activities.audit(actor, AUDITED_AS, id, "deleted", List.of(new Change("name", policy.name(), null)));
    }

    /// Who would be asked if whoever has the record asked now.
    @Transactional(readOnly = true)
    Trial test(Actor actor, String object, UUID id) {
        access.require(actor, MODULE, Level.READ);
        var tenant = actor.tenant();
        var type = types.get(object);
        var record = records.load(actor, type, id);
        var tried = new ArrayList<Tried>();
        Policy found = null;
        for (var policy : repository.all(tenant, type.key())) {
            if (policy.active() && found == null) {
                var matches = records.matches(Actor.system(tenant), type, id, filters.parse(policy.filter()));
                tried.add(new Tried(policy, matches));
                found = matches ? policy : null;
            }
        }
        var asker = asker(actor, record);
        if (found == null) {
            return new Trial(tried, asker, null, false, List.of());
        }
        var figures = fitting.figures(tenant, record, Consents.KIND).orElse(Figures.NONE);
        var steps = found.steps().stream()
                .map(step -> new StepTrial(step, deciders.of(tenant, step.approver(), asker, type, id)))
                .toList();
        return new Trial(tried, asker, found, found.waives(figures), steps);
    }

    private static UserId asker(Actor actor, RecordState record) {
        return record.type().field("owner").isPresent() && record.user("owner") instanceof UserId owner
                ? owner
                : actor.user();
    }

    private SangamException conflict(TenantId tenant, UUID id) {
        var current = repository.find(tenant, id).orElseThrow(SangamException::notFound);
        return new SangamException(
                        KernelError.VERSION_CONFLICT,
                        "Somebody changed this policy meanwhile; look at it and try again")
                .with("current", current);
    }

    /// The filter is checked with the author's eyes: a policy must not let him learn what a field hides from him.
    private void check(Actor actor, Policy policy) {
        var type = types.get(policy.object());
        records.checkFilter(actor, type, filters.parse(policy.filter()));
        checkBelow(type, policy.below());
        if (policy.steps().isEmpty() || policy.steps().size() > MOST_STEPS) {
            throw SangamException.invalid("steps", "SIZE", "A policy has 1 to " + MOST_STEPS + " steps");
        }
        for (var i = 0; i < policy.steps().size(); i++) {
            var at = "steps/" + i + "/approver";
            switch (policy.steps().get(i).approver()) {
                case Approver.ByUser(var user) -> {
                    if (users.find(actor.tenant(), user).filter(User::active).isEmpty()) {
                        throw SangamException.invalid(at, "USER_UNKNOWN", "The step names no active colleague");
                    }
                }
                case Approver.ByRole(var role) -> {
                    if (!access.isRole(actor.tenant(), role)) {
                        throw SangamException.invalid(at, "ROLE_UNKNOWN", "The step names no role");
                    }
                }
                case Approver.ByManager() -> {}
            }
        }
    }

    private static void checkBelow(ObjectType type, @Nullable Money below) {
        if (below == null) {
            return;
        }
        if (Fitting.worth(type).isEmpty()) {
            throw SangamException.invalid(
                    "below", "FIELD_UNKNOWN", type.plural() + " have no amount to compare with; leave it out");
        }
        try {
            Currency.getInstance(below.currency());
        } catch (IllegalArgumentException _) {
            throw SangamException.invalid("below/currency", "CURRENCY_INVALID", "A currency is a code such as EUR");
        }
        try {
            if (below.amount().signum() < 0 || below.amount().precision() > 18 || below.minor() < 0) {
                throw outOfRange();
            }
        } catch (ArithmeticException _) {
            throw outOfRange();
        }
    }

    private static SangamException outOfRange() {
        return SangamException.invalid(
                "below/amount",
                "VALUE_OUT_OF_RANGE",
                "An amount is not negative and has no more decimals than its currency");
    }

    private static List<Change> changes(Policy before, Policy after) {
        var changes = new ArrayList<Change>();
        add(changes, "name", before.name(), after.name());
        add(changes, "position", before.position(), after.position());
        add(changes, "filter", before.filter(), after.filter());
        add(changes, "below", before.below(), after.below());
        add(changes, "steps", before.steps(), after.steps());
        add(changes, "active", before.active(), after.active());
        return changes;
    }

    private static void add(List<Change> changes, String field, @Nullable Object before, @Nullable Object after) {
        if (!Objects.equals(before, after)) {
            changes.add(new Change(field, before, after));
        }
    }
}

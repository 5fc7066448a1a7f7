package io.sangam.assignment;

import io.sangam.access.Access;
import io.sangam.access.Level;
import io.sangam.identity.User;
import io.sangam.identity.Users;
import io.sangam.kernel.Actor;
import io.sangam.kernel.Ids;
import io.sangam.kernel.KernelError;
import io.sangam.kernel.SangamException;
import io.sangam.kernel.TenantId;
import io.sangam.kernel.UserId;
import io.sangam.records.Activities;
import io.sangam.records.Change;
import io.sangam.records.FilterParser;
import io.sangam.records.ObjectTypes;
import io.sangam.records.Records;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.JsonNode;

/// The rules of a tenant, kept by those who may administer assignment.
@Service
@Transactional
public class AssignmentRules {

    static final String MODULE = "assignment";

    private static final String AUDITED_AS = "assignmentRule";

    private final RuleRepository repository;
    private final ObjectTypes types;
    private final Records records;
    private final FilterParser filters;
    private final Access access;
    private final Users users;
    private final Activities activities;
    private final Clock clock;

    AssignmentRules(
            RuleRepository repository,
            ObjectTypes types,
            Records records,
            FilterParser filters,
            Access access,
            Users users,
            Activities activities,
            Clock clock) {
        this.repository = repository;
        this.types = types;
        this.records = records;
        this.filters = filters;
        this.access = access;
        this.users = users;
        this.activities = activities;
        this.clock = clock;
    }

    /// What a caller wants changed; null leaves a member as it is.
    record Wish(
            @Nullable String name,
            @Nullable Integer position,
            @Nullable JsonNode filter,
            @Nullable Target target,
            @Nullable Boolean active) {}

    @Transactional(readOnly = true)
    List<Rule> all(Actor actor, String object) {
        access.require(actor, MODULE, Level.READ);
        return repository.all(actor.tenant(), types.get(object).key());
    }

    /// Without a position it goes to the end.
    public Rule add(
            Actor actor,
            String object,
            String name,
            @Nullable Integer position,
            JsonNode filter,
            Target target,
            boolean active) {
        access.require(actor, MODULE, Level.WRITE);
        var existing = repository.all(actor.tenant(), object);
        var last = existing.isEmpty() ? 0 : existing.getLast().position();
        var rule = new Rule(
                Ids.next(),
                object,
                name.strip(),
                Objects.requireNonNullElse(position, last + 1),
                filter,
                target,
                active,
                0);
        check(actor, rule);
        repository.insert(actor.tenant(), rule, actor.user(), clock.instant());
        activities.audit(actor, AUDITED_AS, rule.id(), "created", List.of(new Change("name", null, rule.name())));
        return rule;
    }

    Rule change(Actor actor, UUID id, int version, Wish wish) {
        access.require(actor, MODULE, Level.WRITE);
        var before = repository.find(actor.tenant(), id).orElseThrow(SangamException::notFound);
        var after = new Rule(
                id,
                before.object(),
                wish.name() == null ? before.name() : wish.name().strip(),
                Objects.requireNonNullElse(wish.position(), before.position()),
                Objects.requireNonNullElse(wish.filter(), before.filter()),
                Objects.requireNonNullElse(wish.target(), before.target()),
                Objects.requireNonNullElse(wish.active(), before.active()),
                version);
        check(actor, after);
        if (!repository.update(actor.tenant(), after, actor.user(), clock.instant())) {
            throw conflict(actor.tenant(), id);
        }
        activities.audit(actor, AUDITED_AS, id, "updated", changes(before, after));
        return repository.find(actor.tenant(), id).orElseThrow(SangamException::notFound);
    }

    void delete(Actor actor, UUID id, int version) {
        access.require(actor, MODULE, Level.WRITE);
        var rule = repository.find(actor.tenant(), id).orElseThrow(SangamException::notFound);
        if (!repository.delete(actor.tenant(), id, version)) {
            throw conflict(actor.tenant(), id);
        }
        activities.audit(actor, AUDITED_AS, id, "deleted", List.of(new Change("name", rule.name(), null)));
    }

    private SangamException conflict(TenantId tenant, UUID id) {
        var current = repository.find(tenant, id).orElseThrow(SangamException::notFound);
        return new SangamException(
                        KernelError.VERSION_CONFLICT, "Somebody changed this rule meanwhile; look at it and try again")
                .with("current", current);
    }

    /// The filter is checked with the author's eyes: a rule must not let him learn what a field hides from him.
    private void check(Actor actor, Rule rule) {
        records.checkFilter(actor, types.get(rule.object()), filters.parse(rule.filter()));
        var people = switch (rule.target()) {
            case Target.ToUser(var user) -> List.of(user);
            case Target.ToTeam _, Target.ToRole _ -> List.<UserId>of();
            case Target.RoundRobin(var named, var _) -> orNone(named);
            case Target.LeastLoaded(var named, var _) -> orNone(named);
        };
        for (var person : people) {
            if (users.find(actor.tenant(), person).filter(User::active).isEmpty()) {
                throw SangamException.invalid("target", "USER_UNKNOWN", "The target names no active colleague");
            }
        }
        var team = switch (rule.target()) {
            case Target.ToUser _, Target.ToRole _ -> null;
            case Target.ToTeam(var named) -> named;
            case Target.RoundRobin(var _, var named) -> named;
            case Target.LeastLoaded(var _, var named) -> named;
        };
        if (rule.target() instanceof Target.ToRole(var role) && !access.isRole(actor.tenant(), role)) {
            throw SangamException.invalid("target", "ROLE_UNKNOWN", "The target names no role");
        }
        if (team != null && users.team(actor.tenant(), team).isEmpty()) {
            throw SangamException.invalid("target", "TEAM_UNKNOWN", "The target names no team");
        }
    }

    private static List<UserId> orNone(@Nullable List<UserId> people) {
        return people == null ? List.of() : people;
    }

    private static List<Change> changes(Rule before, Rule after) {
        var changes = new ArrayList<Change>();
        add(changes, "name", before.name(), after.name());
        add(changes, "position", before.position(), after.position());
        add(changes, "filter", before.filter(), after.filter());
        add(changes, "target", before.target(), after.target());
        add(changes, "active", before.active(), after.active());
        return changes;
    }

    private static void add(List<Change> changes, String field, Object before, Object after) {
        if (!before.equals(after)) {
            changes.add(new Change(field, before, after));
        }
    }
}

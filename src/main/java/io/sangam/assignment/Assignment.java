package io.sangam.assignment;

import io.sangam.access.Access;
import io.sangam.access.Level;
import io.sangam.identity.User;
import io.sangam.identity.Users;
import io.sangam.kernel.Actor;
import io.sangam.kernel.SangamException;
import io.sangam.kernel.TenantId;
import io.sangam.kernel.UserId;
import io.sangam.records.FilterParser;
import io.sangam.records.ObjectType;
import io.sangam.records.Records;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Decides who gets a record (R5): whoever was named; else the target of the first rule that matches and has somebody
/// free; else the next in the tenant's default round robin. People who are inactive, away, busy, off shift, without the
/// right or full are skipped. When nobody is left, those come into question who are off shift: they find it when they
/// begin.
@Service
@Transactional
public class Assignment {

    private static final Target DEFAULT = new Target.RoundRobin(null, null);
    private static final Candidates.Field NOBODY = new Candidates.Field(List.of(), Map.of(), Map.of());

    private final RuleRepository rules;
    private final Candidates candidates;
    private final Turns turns;
    private final Records records;
    private final FilterParser filters;
    private final Access access;
    private final Users users;

    Assignment(
            RuleRepository rules,
            Candidates candidates,
            Turns turns,
            Records records,
            FilterParser filters,
            Access access,
            Users users) {
        this.rules = rules;
        this.candidates = candidates;
        this.turns = turns;
        this.records = records;
        this.filters = filters;
        this.access = access;
        this.users = users;
    }

    /// What would happen to a record, step by step.
    ///
    /// @param choice null when nobody is free
    record Explanation(List<TriedRule> tried, @Nullable Choice choice) {}

    /// @param skipped who was passed over, and why; empty when the rule does not match
    record TriedRule(UUID id, String name, boolean matches, Map<UserId, Candidates.Skip> skipped) {}

    /// Takes a turn in the pool it chooses from; the caller writes the owner in the same transaction.
    ///
    /// @param explicit whom a person named; he may be away, but not gone
    public Optional<Choice> choose(Actor actor, ObjectType type, UUID record, Optional<UserId> explicit) {
        if (explicit.isPresent()) {
            return Optional.of(named(actor.tenant(), explicit.get()));
        }
        return decide(actor.tenant(), type, record, Set.of(), true, new ArrayList<>());
    }

    /// The next who is none of those who had the record already (R7); takes a turn.
    Optional<Choice> chooseOther(TenantId tenant, ObjectType type, UUID record, Set<UserId> tried) {
        return decide(tenant, type, record, tried, true, new ArrayList<>());
    }

    /// The same without taking a turn.
    @Transactional(readOnly = true)
    Explanation explain(Actor actor, ObjectType type, UUID record) {
        access.require(actor, AssignmentRules.MODULE, Level.READ);
        records.load(actor, type, record);
        var tried = new ArrayList<TriedRule>();
        var choice = decide(actor.tenant(), type, record, Set.of(), false, tried);
        return new Explanation(tried, choice.orElse(null));
    }

    private Choice named(TenantId tenant, UserId user) {
        if (users.find(tenant, user).filter(User::active).isEmpty()) {
            throw SangamException.invalid("owner", "USER_UNKNOWN", "The owner is no active colleague");
        }
        return new Choice(user, Choice.MANUAL, Optional.empty(), false);
    }

    private Optional<Choice> decide(
            TenantId tenant,
            ObjectType type,
            UUID record,
            Set<UserId> except,
            boolean takesTurn,
            List<TriedRule> tried) {
        var system = Actor.system(tenant);
        var matching = new ArrayList<Rule>();
        for (var rule : rules.all(tenant, type.key())) {
            if (rule.active()) {
                var matches = records.matches(system, type, record, filters.parse(rule.filter()));
                var field = matches ? field(tenant, type, rule.target(), except, true) : NOBODY;
                tried.add(new TriedRule(rule.id(), rule.name(), matches, field.skipped()));
                if (!field.fit().isEmpty()) {
                    return Optional.of(pick(tenant, type, rule.target(), rule, field, takesTurn, false));
                }
                if (field.skipped().containsValue(Candidates.Skip.OFF_SHIFT)) {
                    matching.add(rule);
                }
            }
        }
        var field = field(tenant, type, DEFAULT, except, true);
        return field.fit().isEmpty()
                ? offShift(tenant, type, matching, except, takesTurn)
                : Optional.of(pick(tenant, type, DEFAULT, null, field, takesTurn, false));
    }

    /// @param matching the rules whose people are off shift
    private Optional<Choice> offShift(
            TenantId tenant, ObjectType type, List<Rule> matching, Set<UserId> except, boolean takesTurn) {
        for (var rule : matching) {
            var field = field(tenant, type, rule.target(), except, false);
            if (!field.fit().isEmpty()) {
                return Optional.of(pick(tenant, type, rule.target(), rule, field, takesTurn, true));
            }
        }
        var field = field(tenant, type, DEFAULT, except, false);
        return field.fit().isEmpty()
                ? Optional.empty()
                : Optional.of(pick(tenant, type, DEFAULT, null, field, takesTurn, true));
    }

    private Candidates.Field field(
            TenantId tenant, ObjectType type, Target target, Set<UserId> except, boolean onShift) {
        var people = candidates.named(tenant, type, target).stream()
                .filter(user -> !except.contains(user))
                .toList();
        return candidates.fit(tenant, type, people, target instanceof Target.LeastLoaded, onShift);
    }

    private Choice pick(
            TenantId tenant,
            ObjectType type,
            Target target,
            @Nullable Rule rule,
            Candidates.Field field,
            boolean takesTurn,
            boolean offShift) {
        var name = Optional.ofNullable(rule).map(Rule::name);
        var pool = rule == null ? type.key() + ":default" : "rule:" + rule.id();
        return switch (target) {
            case Target.ToUser(var user) -> new Choice(user, Choice.RULE, name, offShift);
            case Target.ToTeam _, Target.ToRole _, Target.RoundRobin _ -> {
                var next = takesTurn ? turns.take(tenant, pool, field.fit()) : turns.peek(tenant, pool, field.fit());
                yield new Choice(next, Choice.ROUND_ROBIN, name, offShift);
            }
            case Target.LeastLoaded _ -> {
                if (takesTurn) {
                    turns.lock(tenant, pool);
                }
                yield new Choice(leastLoaded(tenant, type, field), Choice.LEAST_LOADED, name, offShift);
            }
        };
    }

    /// Counted again under the lock: an assignment that just ended must weigh.
    private UserId leastLoaded(TenantId tenant, ObjectType type, Candidates.Field field) {
        var open = candidates.fit(tenant, type, field.fit(), true, false).open();
        return field.fit().stream()
                .min(Comparator.<UserId>comparingLong(user -> open.getOrDefault(user, 0L))
                        .thenComparing(UserId::value))
                .orElseThrow();
    }
}

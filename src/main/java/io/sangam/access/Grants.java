package io.sangam.access;

import io.sangam.identity.KeyInUse;
import io.sangam.identity.KeyScope;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Everything a set of roles allows together. Within a layer the highest wins: the module's level, its row scope, its
/// actions, each class of fields and the list of statuses are united one by one (spec, section 7).
///
/// @param statuses per kind of pipeline; an absent kind means no limit
/// @param maxDiscount in percent; null means no limit
record Grants(
        Rights rights,
        Map<String, Set<String>> statuses,
        @Nullable Integer maxDiscount) {

    private static final String EXPORT = "export";
    private static final String DISCOUNTING = "proposals";

    static final Grants NOTHING = new Grants(new Rights(Map.of(), Map.of(), Set.of()), Map.of(), 0);

    static Grants of(List<Role> roles) {
        var modules = new HashMap<String, Rights.ModuleRight>();
        var fields = new EnumMap<Sensitivity, Visibility>(Sensitivity.class);
        var keys = new TreeSet<String>();
        for (var role : roles) {
            keys.add(role.key());
            role.definition()
                    .modules()
                    .forEach((module, grant) -> modules.merge(module, grant.right(), Grants::higher));
            role.definition()
                    .fields()
                    .forEach((sensitivity, visibility) -> fields.merge(
                            Catalog.of(Sensitivity.class, sensitivity),
                            Catalog.of(Visibility.class, visibility),
                            Grants::higher));
        }
        Catalog.BELONGING.forEach((module, whole) -> modules.computeIfPresent(
                module, (_, right) -> within(right, modules.getOrDefault(whole, Rights.ModuleRight.NONE))));
        return new Grants(
                new Rights(Map.copyOf(modules), Map.copyOf(fields), Set.copyOf(keys)),
                statusLimits(roles),
                discountLimit(roles));
    }

    /// What belongs to something is reached only where that is. Of two reaches neither of which holds the other, the
    /// whole's counts.
    private static Rights.ModuleRight within(Rights.ModuleRight part, Rights.ModuleRight whole) {
        if (whole.level() == Level.NONE) {
            return Rights.ModuleRight.NONE;
        }
        var narrower = part.scope() == RowScope.OWN || whole.scope() == RowScope.ALL;
        return new Rights.ModuleRight(part.level(), narrower ? part.scope() : whole.scope(), part.actions());
    }

    /// Whether everything the other allows is allowed here too: what its holder may pass on.
    boolean cover(Grants other) {
        return other.rights.modules().entrySet().stream()
                        .allMatch(wanted -> covers(rights.module(wanted.getKey()), wanted.getValue()))
                && other.rights.fields().entrySet().stream()
                        .allMatch(wanted -> rights.visibility(wanted.getKey()).compareTo(wanted.getValue()) >= 0)
                && statuses.entrySet().stream().allMatch(limit -> {
                    var wanted = other.statuses.get(limit.getKey());
                    return !other.mayMove(limit.getKey())
                            || (wanted != null && limit.getValue().containsAll(wanted));
                })
                && coversDiscount(other);
    }

    private boolean coversDiscount(Grants other) {
        return maxDiscount == null
                || !other.rights.canWrite(DISCOUNTING)
                || (other.maxDiscount != null && other.maxDiscount <= maxDiscount);
    }

    /// What is left of it for a request that came with one of its holder's keys.
    Grants narrowedTo(KeyInUse key) {
        var modules = new HashMap<String, Rights.ModuleRight>();
        rights.modules().forEach((module, right) -> {
            if (key.reaches(module)) {
                var writing = key.may(KeyScope.WRITE) && (Catalog.isScoped(module) || key.may(KeyScope.ADMIN));
                modules.put(module, writing ? right : readingOnly(right));
            }
        });
        return new Grants(new Rights(Map.copyOf(modules), rights.fields(), rights.roles()), statuses, maxDiscount);
    }

    /// Of the actions only the one that changes nothing.
    private static Rights.ModuleRight readingOnly(Rights.ModuleRight right) {
        var level = right.level() == Level.WRITE ? Level.READ : right.level();
        var actions = right.actions().contains(EXPORT) ? Set.of(EXPORT) : Set.<String>of();
        return new Rights.ModuleRight(level, right.scope(), actions);
    }

    private static Rights.ModuleRight higher(Rights.ModuleRight one, Rights.ModuleRight other) {
        var actions = new HashSet<>(one.actions());
        actions.addAll(other.actions());
        // A scope counts only where the role reaches the module at all.
        if (one.level() == Level.NONE || other.level() == Level.NONE) {
            var reaching = one.level() == Level.NONE ? other : one;
            return new Rights.ModuleRight(reaching.level(), reaching.scope(), Set.copyOf(actions));
        }
        return new Rights.ModuleRight(
                higher(one.level(), other.level()), higher(one.scope(), other.scope()), Set.copyOf(actions));
    }

    private static <E extends Enum<E>> E higher(E one, E other) {
        return one.compareTo(other) >= 0 ? one : other;
    }

    private static boolean covers(Rights.ModuleRight held, Rights.ModuleRight wanted) {
        return wanted.level() == Level.NONE
                ? held.actions().containsAll(wanted.actions())
                : held.level().compareTo(wanted.level()) >= 0
                        && held.scope().compareTo(wanted.scope()) >= 0
                        && held.actions().containsAll(wanted.actions());
    }

    private boolean mayMove(String pipelineKind) {
        return rights.canWrite(Catalog.moduleOf(pipelineKind));
    }

    /// A limit stands only if every role that lets its holder move such records has one.
    private static Map<String, Set<String>> statusLimits(List<Role> roles) {
        var limits = new HashMap<String, Set<String>>();
        for (var kind : Catalog.PIPELINE_KINDS.keySet()) {
            var moving = roles.stream()
                    .map(Role::definition)
                    .filter(definition -> writes(definition, Catalog.moduleOf(kind)))
                    .map(definition ->
                            Optional.ofNullable(definition.allowedStatuses().get(kind)))
                    .toList();
            if (!moving.isEmpty() && moving.stream().allMatch(Optional::isPresent)) {
                var union = new TreeSet<String>();
                moving.forEach(list -> list.ifPresent(union::addAll));
                limits.put(kind, Set.copyOf(union));
            }
        }
        return Map.copyOf(limits);
    }

    /// The same for discounts: the highest of those of his roles by which he may offer anything.
    private static @Nullable Integer discountLimit(List<Role> roles) {
        var offering = roles.stream()
                .map(Role::definition)
                .filter(definition -> writes(definition, DISCOUNTING))
                .toList();
        var highest = 0;
        for (var definition : offering) {
            if (definition.maxDiscount() == null) {
                return null;
            }
            highest = Math.max(highest, definition.maxDiscount());
        }
        return highest;
    }

    private static boolean writes(Definition definition, String module) {
        Definition.@Nullable ModuleGrant grant = definition.modules().get(module);
        return grant != null && grant.right().level() == Level.WRITE;
    }
}

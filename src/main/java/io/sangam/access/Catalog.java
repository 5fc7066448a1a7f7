package io.sangam.access;

import io.sangam.kernel.SangamException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/// The modules there are rights for, what can be granted in each, and the words for it.
final class Catalog {

    /// @param scoped false for what belongs to the tenant as a whole: there only "all" makes sense
    record ModuleOption(String key, boolean scoped, List<String> actions) {}

    static final List<ModuleOption> MODULES = List.of(
            records("leads", "assign", "reopen", "exceedLimit", "merge"),
            records("deals", "assign", "reopen", "exceedLimit"),
            records("proposals"),
            records("tickets", "assign", "reopen", "exceedLimit", "merge"),
            records("accounts", "assign", "merge"),
            records("contacts", "assign", "merge"),
            records("holdings"),
            new ModuleOption("tasks", true, List.of("create", "assign", "delete", "share", "export", "erase")),
            records("partners"),
            new ModuleOption("users", false, List.of("viewAs")),
            new ModuleOption("roles", false, List.of()),
            new ModuleOption("pipelines", false, List.of()),
            new ModuleOption("assignment", false, List.of()),
            new ModuleOption("audit", false, List.of("export")),
            new ModuleOption("integrations", false, List.of()),
            new ModuleOption("system", false, List.of()));

    /// Which module's records move through a kind of pipeline.
    static final Map<String, String> PIPELINE_KINDS = Map.of("lead", "leads", "deal", "deals", "ticket", "tickets");

    /// Whose records nobody sees beyond those of another module, as each of them belongs to one of those.
    static final Map<String, String> BELONGING = Map.of("proposals", "deals");

    private static final int WHOLE = 100;

    private static final Rights EVERYTHING = all();

    private Catalog() {}

    /// What can be granted of every object's records, and what of these alone.
    private static ModuleOption records(String module, String... own) {
        return new ModuleOption(
                module,
                true,
                Stream.of(
                                Stream.of("create"),
                                Stream.of(own),
                                Stream.of("delete", "share", "export", "unmask", "erase"))
                        .flatMap(actions -> actions)
                        .toList());
    }

    static String moduleOf(String pipelineKind) {
        return PIPELINE_KINDS.getOrDefault(pipelineKind, pipelineKind);
    }

    /// False for what belongs to the company as a whole, and for what nobody listed.
    static boolean isScoped(String module) {
        return MODULES.stream().anyMatch(option -> option.key().equals(module) && option.scoped());
    }

    static boolean isModule(String key) {
        return MODULES.stream().anyMatch(option -> option.key().equals(key));
    }

    static <E extends Enum<E>> E of(Class<E> type, String word) {
        return Enum.valueOf(type, word.toUpperCase(Locale.ROOT));
    }

    static <E extends Enum<E>> String word(E value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    static <E extends Enum<E>> List<String> words(Class<E> type) {
        return Arrays.stream(type.getEnumConstants()).map(Catalog::word).toList();
    }

    /// What jobs and rules may do.
    static Rights everything() {
        return EVERYTHING;
    }

    private static Rights all() {
        var modules = new LinkedHashMap<String, Rights.ModuleRight>();
        MODULES.forEach(module -> modules.put(
                module.key(), new Rights.ModuleRight(Level.WRITE, RowScope.ALL, Set.copyOf(module.actions()))));
        var fields = new EnumMap<Sensitivity, Visibility>(Sensitivity.class);
        for (var sensitivity : Sensitivity.values()) {
            fields.put(sensitivity, Visibility.CLEAR);
        }
        return new Rights(Map.copyOf(modules), Map.copyOf(fields), Set.of());
    }

    /// Refuses words that mean nothing, so that every stored definition can be read again.
    static Definition checked(Definition definition) {
        var errors = new ArrayList<SangamException.FieldError>();
        definition.modules().forEach((key, grant) -> {
            var pointer = "/definition/modules/" + key;
            var module = MODULES.stream()
                    .filter(option -> option.key().equals(key))
                    .findFirst()
                    .orElse(null);
            if (module == null) {
                errors.add(new SangamException.FieldError(pointer, "MODULE_UNKNOWN", "There is no module " + key));
                return;
            }
            if (!words(Level.class).contains(grant.level())) {
                errors.add(new SangamException.FieldError(
                        pointer + "/level", "LEVEL_UNKNOWN", "A level is none, read or write"));
            }
            if (!words(RowScope.class).contains(grant.scope())) {
                errors.add(new SangamException.FieldError(
                        pointer + "/scope",
                        "SCOPE_UNKNOWN",
                        "A scope is own, queue, supported, team, partner, territory or all"));
            }
            if (!module.actions().containsAll(grant.actions())) {
                errors.add(new SangamException.FieldError(
                        pointer + "/actions", "ACTION_UNKNOWN", "Actions of " + key + " are " + module.actions()));
            }
        });
        definition.fields().forEach((sensitivity, visibility) -> {
            if (!words(Sensitivity.class).contains(sensitivity)
                    || !words(Visibility.class).contains(visibility)) {
                errors.add(new SangamException.FieldError(
                        "/definition/fields/" + sensitivity,
                        "VISIBILITY_UNKNOWN",
                        "Phone, email, personal and financial are clear, masked or hidden"));
            }
        });
        definition.allowedStatuses().keySet().stream()
                .filter(kind -> !PIPELINE_KINDS.containsKey(kind))
                .forEach(kind -> errors.add(new SangamException.FieldError(
                        "/definition/allowedStatuses/" + kind,
                        "PIPELINE_KIND_UNKNOWN",
                        "There is no pipeline of the kind " + kind)));
        if (definition.maxDiscount() instanceof Integer most && (most < 0 || most > WHOLE)) {
            errors.add(new SangamException.FieldError(
                    "/definition/maxDiscount", "DISCOUNT_INVALID", "The largest discount is 0 to 100 percent"));
        }
        if (!errors.isEmpty()) {
            throw new SangamException(
                    io.sangam.kernel.KernelError.VALIDATION_FAILED, "The role's definition is not valid", errors);
        }
        return definition;
    }
}

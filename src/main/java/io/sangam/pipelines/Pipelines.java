package io.sangam.pipelines;

import io.sangam.access.Access;
import io.sangam.access.Level;
import io.sangam.events.Events;
import io.sangam.kernel.Actor;
import io.sangam.kernel.Ids;
import io.sangam.kernel.KernelError;
import io.sangam.kernel.SangamException;
import io.sangam.kernel.TenantId;
import io.sangam.kernel.UserId;
import io.sangam.records.Activities;
import io.sangam.records.Change;
import io.sangam.records.FieldSpec;
import io.sangam.records.Filter;
import io.sangam.records.ObjectType;
import io.sangam.records.ObjectTypes;
import io.sangam.records.RecordState;
import io.sangam.records.Records;
import io.sangam.records.StaleTimes;
import io.sangam.tenancy.Preset;
import io.sangam.tenancy.Tenant;
import io.sangam.tenancy.Tenants;
import java.text.Normalizer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.node.JsonNodeFactory;

/// The pipelines of a tenant: read by everyone, changed by those who may administer them.
@Service
@Transactional
public class Pipelines {

    /// The objects' field that names the pipeline a record follows; without it a record follows its kind's default.
    static final String PIPELINE_FIELD = "pipeline";

    private static final String EXCEED = "exceedLimit";

    private static final String STATUS_SINCE = "statusSince";
    private static final String MODULE = "pipelines";
    private static final int MAX_NAME = 80;
    private static final int MAX_KEY = 40;

    private final PipelineRepository repository;
    private final Presets presets;
    private final ObjectTypes types;
    private final Records records;
    private final StaleTimes staleTimes;
    private final Access access;
    private final Tenants tenants;
    private final Activities activities;
    private final Events events;
    private final Clock clock;

    Pipelines(
            PipelineRepository repository,
            Presets presets,
            ObjectTypes types,
            Records records,
            StaleTimes staleTimes,
            Access access,
            Tenants tenants,
            Activities activities,
            Events events,
            Clock clock) {
        this.repository = repository;
        this.presets = presets;
        this.types = types;
        this.records = records;
        this.staleTimes = staleTimes;
        this.access = access;
        this.tenants = tenants;
        this.activities = activities;
        this.events = events;
        this.clock = clock;
    }

    /// Where a new record begins.
    ///
    /// @param values what follows from it, for the fields its kind has
    public record Start(UUID pipeline, String status, Map<String, Object> values) {}

    /// The default first.
    @Transactional(readOnly = true)
    public List<Pipeline> all(TenantId tenant, String kind) {
        return repository.all(tenant, kind);
    }

    public Start initial(TenantId tenant, String kind) {
        // Tenants older than a kind of record get its pipeline with their first record of it.
        var pipeline = repository.lockedDefault(tenant, kind).orElseGet(() -> begin(tenants.get(tenant), kind));
        return start(types.get(kind), pipeline);
    }

    /// The same in another than the default one.
    public Optional<Start> initial(TenantId tenant, String kind, UUID pipeline) {
        return repository
                .locked(tenant, pipeline)
                .filter(found -> found.kind().equals(kind))
                .map(found -> start(types.get(kind), found));
    }

    private Start start(ObjectType type, Pipeline pipeline) {
        var first = pipeline.definition().first();
        var values = new LinkedHashMap<String, Object>();
        values.put(PIPELINE_FIELD, pipeline.id());
        entering(type, first, clock.instant()).forEach((field, value) -> {
            if (value != null) {
                values.put(field, value);
            }
        });
        return new Start(pipeline.id(), first.key(), values);
    }

    /// What a status writes into a record that enters it, besides its effects.
    static Map<String, @Nullable Object> entering(ObjectType type, Status status, Instant now) {
        var values = new LinkedHashMap<String, @Nullable Object>();
        values.put(type.statusField().orElseThrow().key(), status.key());
        type.field(STATUS_SINCE).ifPresent(field -> values.put(field.key(), now));
        type.field(StaleTimes.FIELD)
                .ifPresent(field -> values.put(
                        field.key(),
                        status.staleAfterDays() == null ? null : now.plus(Duration.ofDays(status.staleAfterDays()))));
        if (status.probability() != null) {
            type.board().map(ObjectType.Board::chance).ifPresent(chance -> values.put(chance, status.probability()));
        }
        return values;
    }

    /// Refuses a move into a status that holds as many as it should. Counted one mover at a time, so that many at once
    /// don't get past it together; rules and jobs, who can't be asked, do.
    ///
    /// @throws SangamException STATUS_FULL with `limit`, `count` and `mayExceed`
    void requireRoom(Actor actor, ObjectType type, Pipeline pipeline, Status target, boolean forced) {
        if (!target.isLimited() || actor.isSystem()) {
            return;
        }
        if (forced) {
            access.require(actor, type.plural(), EXCEED);
            return;
        }
        repository.lockEntrance(actor.tenant(), pipeline.id(), target.key());
        var limit = Objects.requireNonNull(target.limit());
        var inside = new Filter.Test(
                type.statusField().orElseThrow().key(), "eq", JsonNodeFactory.instance.stringNode(target.key()));
        var count = records.countTo(
                Actor.system(actor.tenant()), type, new Filter.And(List.of(following(pipeline), inside)), false, limit);
        if (count >= limit) {
            throw new SangamException(
                            PipelineError.STATUS_FULL,
                            target.label() + " holds " + limit + " at most; move one on first")
                    .with("limit", limit)
                    .with("count", count)
                    .with("mayExceed", access.rights(actor).can(type.plural(), EXCEED));
        }
    }

    /// What the record's status requires can't be emptied while it is there.
    @Transactional(readOnly = true)
    public void requireKept(TenantId tenant, RecordState before, Map<String, @Nullable Object> values) {
        var type = before.type();
        if (values.containsKey(type.statusField().orElseThrow().key())) {
            return;
        }
        for (var field : requiredFields(tenant, before)) {
            if (values.containsKey(field) && values.get(field) == null) {
                throw SangamException.invalid(
                        field,
                        "VALUE_REQUIRED_BY_STATUS",
                        type.get(field).label() + " is required in the status " + before.status());
            }
        }
    }

    /// The pipeline of the tenant's preset, as the default of its kind.
    Pipeline begin(Tenant tenant, String kind) {
        var preset = presets.get(kind, tenant.preset());
        var pipeline = new Pipeline(
                Ids.next(), kind, tenant.preset().key(), preset.name(), tenant.preset(), true, 0, preset.definition());
        repository.insert(tenant.id(), pipeline, UserId.SYSTEM, clock.instant());
        return pipeline;
    }

    /// What each status of a kind means: status → group.
    @Transactional(readOnly = true)
    public Map<String, String> groups(TenantId tenant, String kind) {
        var groups = new HashMap<String, String>();
        for (var pipeline : repository.all(tenant, kind)) {
            pipeline.definition()
                    .statuses()
                    .forEach(status ->
                            groups.putIfAbsent(status.key(), status.group().key()));
        }
        return groups;
    }

    /// What a status means in the pipeline a record follows; one the pipeline no longer has is still somebody's work.
    @Transactional(readOnly = true)
    public StatusGroup group(TenantId tenant, RecordState record, String status) {
        return of(tenant, record).definition().status(status).map(Status::group).orElse(StatusGroup.OPEN);
    }

    /// R1: the status a record goes to when it arrives again, if its pipeline has one.
    @Transactional(readOnly = true)
    public Optional<String> onResubmit(TenantId tenant, RecordState record) {
        return Optional.ofNullable(of(tenant, record).definition().onResubmit());
    }

    /// The fields that must stay filled while a record is in its status.
    private Set<String> requiredFields(TenantId tenant, RecordState record) {
        return of(tenant, record)
                .definition()
                .status(record.status())
                .map(Status::requiredFields)
                .orElse(Set.of());
    }

    /// The pipeline a record follows.
    @Transactional(readOnly = true)
    public Pipeline of(TenantId tenant, RecordState record) {
        return named(record)
                .flatMap(id -> repository.find(tenant, id))
                .or(() -> repository.all(tenant, record.type().key()).stream().findFirst())
                .orElseThrow(() -> noneFor(record));
    }

    /// The same, and nobody changes it until the transaction ends: a status must not go while a record comes.
    Pipeline locked(TenantId tenant, RecordState record) {
        return named(record)
                .flatMap(id -> repository.locked(tenant, id))
                .or(() -> repository.lockedDefault(tenant, record.type().key()))
                .orElseThrow(() -> noneFor(record));
    }

    private static Optional<UUID> named(RecordState record) {
        return record.type().field(PIPELINE_FIELD).map(field -> (UUID) record.value(field.key()));
    }

    private static IllegalStateException noneFor(RecordState record) {
        return new IllegalStateException("There is no pipeline for the " + record.type() + " " + record.id());
    }

    public Pipeline create(Actor actor, String kind, Preset preset, String name) {
        requireAdministrator(actor);
        requireKind(kind);
        var chosen = presets.get(kind, preset).definition();
        check(actor, kind, chosen, name);
        var existing = repository.all(actor.tenant(), kind);
        var pipeline = new Pipeline(
                Ids.next(), kind, freeKey(name, existing), name.strip(), preset, existing.isEmpty(), 0, chosen);
        repository.insert(actor.tenant(), pipeline, actor.user(), clock.instant());
        activities.audit(
                actor, "pipeline", pipeline.id(), "created", List.of(new Change("name", null, pipeline.name())));
        events.publish(new PipelineEvent.Changed(actor, pipeline.id(), pipeline.kind()));
        return pipeline;
    }

    /// @param version the version the caller saw
    public Pipeline change(Actor actor, UUID id, int version, String name, Definition definition) {
        requireAdministrator(actor);
        var before = repository.forUpdate(actor.tenant(), id).orElseThrow(SangamException::notFound);
        if (before.version() != version) {
            throw conflict(before);
        }
        check(actor, before.kind(), definition, name);
        refuseRemovingUsed(actor, before, definition);
        var after = before.with(name.strip(), definition);
        repository.update(actor.tenant(), after, actor.user(), clock.instant());
        refreshStaleTimes(actor.tenant(), before, after);
        activities.audit(actor, "pipeline", id, "updated", changes(before, after));
        events.publish(new PipelineEvent.Changed(actor, id, before.kind()));
        return get(actor.tenant(), id);
    }

    /// New records of the kind begin here from now on; those under way stay in their pipeline.
    public Pipeline makeDefault(Actor actor, UUID id) {
        requireAdministrator(actor);
        var pipeline = repository.forUpdate(actor.tenant(), id).orElseThrow(SangamException::notFound);
        if (!pipeline.isDefault()) {
            repository.makeDefault(actor.tenant(), pipeline, actor.user(), clock.instant());
            activities.audit(actor, "pipeline", id, "updated", List.of(new Change("isDefault", false, true)));
            events.publish(new PipelineEvent.Changed(actor, id, pipeline.kind()));
        }
        return get(actor.tenant(), id);
    }

    private Pipeline get(TenantId tenant, UUID id) {
        return repository.find(tenant, id).orElseThrow(SangamException::notFound);
    }

    private void requireAdministrator(Actor actor) {
        access.require(actor, MODULE, Level.WRITE);
    }

    private void check(Actor actor, String kind, Definition definition, String name) {
        var problems = new ArrayList<SangamException.FieldError>();
        if (name.isBlank() || name.strip().length() > MAX_NAME) {
            problems.add(
                    new SangamException.FieldError("/name", "SIZE", "A name has 1 to " + MAX_NAME + " characters"));
        }
        problems.addAll(problems(actor, kind, definition));
        if (!problems.isEmpty()) {
            throw new SangamException(
                    KernelError.VALIDATION_FAILED, problems.getFirst().message(), problems);
        }
    }

    /// Whether the tenant has every field the preset's pipeline asks for.
    @Transactional(readOnly = true)
    public boolean fits(Actor actor, String kind, Preset preset) {
        requireKind(kind);
        return presets.has(kind, preset)
                && problems(actor, kind, presets.get(kind, preset).definition()).isEmpty();
    }

    private void requireKind(String kind) {
        if (types.find(kind).filter(ObjectType::movesThroughPipeline).isEmpty()) {
            throw SangamException.invalid("kind", "PIPELINE_KIND_UNKNOWN", "No record of the kind " + kind + " moves");
        }
    }

    private List<SangamException.FieldError> problems(Actor actor, String kind, Definition definition) {
        var type = types.get(kind);
        var preset = tenants.get(actor.tenant()).preset();
        return DefinitionCheck.problems(definition, key -> type.field(key).filter(field -> exists(field, preset)));
    }

    private static boolean exists(FieldSpec<?> field, Preset preset) {
        return field.presets().isEmpty() || field.presets().contains(preset);
    }

    private void refuseRemovingUsed(Actor actor, Pipeline before, Definition after) {
        var removed = before.definition().statuses().stream()
                .map(Status::key)
                .filter(key -> after.status(key).isEmpty())
                .collect(Collectors.toSet());
        if (removed.isEmpty()) {
            return;
        }
        var type = types.get(before.kind());
        var status = type.statusField().orElseThrow();
        var counts = new TreeMap<String, Long>();
        records.countBy(Actor.system(actor.tenant()), type, status.key(), following(before))
                .forEach((key, count) -> counts.put(key.toString(), count));
        counts.keySet().retainAll(removed);
        if (!counts.isEmpty()) {
            throw new SangamException(
                            PipelineError.STATUS_IN_USE, "There are records in a status that would be removed")
                    .with("statuses", counts);
        }
    }

    private void refreshStaleTimes(TenantId tenant, Pipeline before, Pipeline after) {
        for (var status : after.definition().statuses()) {
            var was = before.definition().status(status.key()).map(Status::staleAfterDays);
            if (!was.equals(Optional.ofNullable(status.staleAfterDays()))) {
                staleTimes.refresh(tenant, types.get(after.kind()), after.id(), status.key(), status.staleAfterDays());
            }
        }
    }

    /// The records that follow a pipeline.
    Filter following(Pipeline pipeline) {
        return types.get(pipeline.kind())
                .field(PIPELINE_FIELD)
                .<Filter>map(field -> new Filter.Test(
                        field.key(),
                        "eq",
                        JsonNodeFactory.instance.stringNode(pipeline.id().toString())))
                .orElseGet(Filter::none);
    }

    private static List<Change> changes(Pipeline before, Pipeline after) {
        var changes = new ArrayList<Change>();
        if (!before.name().equals(after.name())) {
            changes.add(new Change("name", before.name(), after.name()));
        }
        if (!before.definition().equals(after.definition())) {
            changes.add(new Change("definition", before.definition(), after.definition()));
        }
        return changes;
    }

    private static SangamException conflict(Pipeline current) {
        return new SangamException(
                        KernelError.VERSION_CONFLICT,
                        "Somebody changed this pipeline meanwhile; look at it and try again")
                .with("current", current);
    }

    /// A readable key of the name that no other pipeline of the kind has.
    private static String freeKey(String name, List<Pipeline> existing) {
        var taken = existing.stream().map(Pipeline::key).collect(Collectors.toSet());
        var plain = Normalizer.normalize(name, Normalizer.Form.NFD)
                .replaceAll("\\p{M}", "")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9]+", "_")
                .replaceAll("^_|_$", "");
        var base = plain.isEmpty() ? "pipeline" : plain.substring(0, Math.min(plain.length(), MAX_KEY));
        var key = base.replaceAll("_$", "");
        for (int i = 2; taken.contains(key); i++) {
            key = base + "_" + i;
        }
        return key;
    }
}

package io.sangam.imports;

import io.sangam.access.Access;
import io.sangam.identity.SecurityEvents;
import io.sangam.jobs.Jobs;
import io.sangam.kernel.Actor;
import io.sangam.kernel.Ids;
import io.sangam.kernel.SangamException;
import io.sangam.records.FieldKind;
import io.sangam.records.ObjectType;
import io.sangam.records.ObjectTypes;
import io.sangam.records.RecordError;
import io.sangam.records.Undo;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Takes files in, says what their columns may mean, and sets off checks, runs and their undoing. Everybody has only
/// his own.
@Service
@Transactional
class Imports {

    private final ImportRepository repository;
    private final ObjectTypes types;
    private final Targets targets;
    private final Access access;
    private final Jobs jobs;
    private final ImportJob job;
    private final SecurityEvents security;
    private final Clock clock;

    Imports(
            ImportRepository repository,
            ObjectTypes types,
            Targets targets,
            Access access,
            Jobs jobs,
            ImportJob job,
            SecurityEvents security,
            Clock clock) {
        this.repository = repository;
        this.types = types;
        this.targets = targets;
        this.access = access;
        this.jobs = jobs;
        this.job = job;
        this.security = security;
        this.clock = clock;
    }

    Import upload(Actor actor, String object, String fileName, byte[] file) {
        var type = types.get(object);
        access.require(actor, type.plural(), "create");
        var table = SheetReader.read(file);
        var upload = new Import(
                Ids.next(),
                type.key(),
                fileName,
                table.columns(),
                suggested(actor, type, table.columns()),
                Import.Options.DEFAULT,
                Import.Status.UPLOADED,
                table.rows().size(),
                Map.of(),
                List.of(),
                actor.user(),
                clock.instant(),
                null,
                null);
        repository.insert(actor.tenant(), upload, hash(object, file), table.rows());
        return get(actor, upload.id());
    }

    /// What such a file was mapped to last; else by keys, labels and the names the object knows besides.
    private List<@Nullable String> suggested(Actor actor, ObjectType type, List<String> columns) {
        var remembered = repository.remembered(actor.tenant(), type.key(), columns);
        if (remembered.isPresent()) {
            return remembered.get();
        }
        var names = new HashMap<String, String>();
        var aliases = targets.of(type).aliases();
        for (var spec : type.fields()) {
            if (Cells.isImportable(spec)) {
                aliases.getOrDefault(spec.key(), List.of())
                        .forEach(alias -> names.putIfAbsent(Cells.normalised(alias), spec.key()));
            }
        }
        for (var spec : type.fields()) {
            if (Cells.isImportable(spec)) {
                names.put(Cells.normalised(spec.label()), spec.key());
                names.put(Cells.normalised(spec.key()), spec.key());
                if (spec.kind() == FieldKind.MONEY) {
                    names.put(Cells.normalised(spec.currencyLabel()), Cells.currencyOf(spec.key()));
                }
            }
        }
        var taken = new HashSet<String>();
        var mapping = new ArrayList<@Nullable String>();
        for (var column : columns) {
            var field = names.get(Cells.normalised(column));
            mapping.add(field != null && taken.add(field) ? field : null);
        }
        return mapping;
    }

    @Transactional(readOnly = true)
    Import get(Actor actor, UUID id) {
        return repository
                .find(actor.tenant(), id)
                .filter(found -> found.by().equals(actor.user()))
                .orElseThrow(SangamException::notFound);
    }

    @Transactional(readOnly = true)
    List<Import> list(Actor actor, Optional<UUID> before, int limit) {
        return repository.of(actor, before.orElse(null), limit).stream()
                .map(id -> get(actor, id))
                .toList();
    }

    /// Judges every row and writes none.
    Import check(Actor actor, UUID id, List<@Nullable String> mapping, Import.Options options) {
        var file = get(actor, id);
        requireMapping(types.get(file.object()), file.columns(), mapping);
        move(
                actor,
                id,
                Set.of(Import.Status.UPLOADED, Import.Status.READY, Import.Status.CANCELED),
                Import.Status.CHECKING);
        if (file.counts().keySet().stream().anyMatch(Set.of("created", "updated", "undone")::contains)) {
            throw new SangamException(
                    ImportError.IMPORT_NOT_NOW, "Some rows were written already; upload the file again");
        }
        repository.plan(actor.tenant(), id, mapping, options);
        jobs.enqueue(actor.tenant(), job, new ImportJob.Order(id));
        return get(actor, id);
    }

    private static void requireMapping(ObjectType type, List<String> columns, List<@Nullable String> mapping) {
        var known = type.fields().stream()
                .filter(Cells::isImportable)
                .<String>mapMulti((spec, keys) -> {
                    keys.accept(spec.key());
                    if (spec.kind() == FieldKind.MONEY) {
                        keys.accept(Cells.currencyOf(spec.key()));
                    }
                })
                .toList();
        var fields = mapping.stream().filter(Objects::nonNull).toList();
        if (mapping.size() != columns.size()) {
            throw new SangamException(
                    ImportError.IMPORT_MAPPING_INVALID, "Name a field, or none, for each of the columns");
        }
        if (fields.isEmpty() || new HashSet<>(fields).size() < fields.size()) {
            throw new SangamException(
                    ImportError.IMPORT_MAPPING_INVALID, "Map at least one column, and each field once");
        }
        fields.stream().filter(field -> !known.contains(field)).findFirst().ifPresent(field -> {
            throw new SangamException(
                    ImportError.IMPORT_MAPPING_INVALID, "There is no field " + field + " that can be imported");
        });
    }

    Import start(Actor actor, UUID id) {
        var file = get(actor, id);
        access.require(actor, types.get(file.object()).plural(), "create");
        move(actor, id, Set.of(Import.Status.READY), Import.Status.RUNNING);
        security.record(
                actor, "import", Map.of("object", file.object(), "rows", file.total(), "file", file.fileName()));
        jobs.enqueue(actor.tenant(), job, new ImportJob.Order(id));
        return get(actor, id);
    }

    /// What is written stays and can be undone.
    Import cancel(Actor actor, UUID id) {
        var file = get(actor, id);
        move(
                actor,
                id,
                Set.of(Import.Status.CHECKING, Import.Status.RUNNING, Import.Status.READY, Import.Status.UPLOADED),
                Import.Status.CANCELED);
        return get(actor, file.id());
    }

    /// Takes back each row where nothing newer stands on it.
    Import undo(Actor actor, UUID id) {
        var file = get(actor, id);
        if (file.at().isBefore(clock.instant().minus(Undo.WITHIN))) {
            throw new SangamException(RecordError.UNDO_TOO_LATE, "What is older than 30 days can't be undone");
        }
        move(actor, id, Set.of(Import.Status.DONE, Import.Status.CANCELED), Import.Status.UNDOING);
        jobs.enqueue(actor.tenant(), job, new ImportJob.Order(id));
        return get(actor, id);
    }

    private void move(Actor actor, UUID id, Set<Import.Status> from, Import.Status to) {
        get(actor, id);
        if (!repository.move(actor.tenant(), id, from, to, null)) {
            throw new SangamException(ImportError.IMPORT_NOT_NOW, "The import is not at this step");
        }
    }

    @Transactional(readOnly = true)
    List<Import.RowProblem> problems(Actor actor, UUID id, Optional<Import.Trouble> only, int after, int limit) {
        get(actor, id);
        var statuses = only.map(List::of).orElseGet(() -> List.of(Import.Trouble.values()));
        return repository.problems(
                actor.tenant(), id, statuses.stream().map(Import.Trouble::key).toList(), after, limit);
    }

    private static String hash(String object, byte[] file) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update(object.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest.digest(file));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}

package io.sangam.imports;

import static java.util.stream.Collectors.toSet;

import io.sangam.identity.User;
import io.sangam.identity.Users;
import io.sangam.imports.Import.CellError;
import io.sangam.imports.Import.OnDuplicate;
import io.sangam.imports.Import.Verdict;
import io.sangam.kernel.Actor;
import io.sangam.kernel.SangamException;
import io.sangam.kernel.UserId;
import io.sangam.records.ObjectTypes;
import io.sangam.records.RecordWriter;
import io.sangam.tenancy.Tenants;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.JsonNodeFactory;

/// Says of rows what a run would make of them: all of a file when it is checked, one that was mended.
@Component
class Checks {

    static final String RECORD_EXISTS = "RECORD_EXISTS";
    static final String RECORD_EXISTS_TEXT = "There is such a record already";

    private final ImportRepository repository;
    private final ObjectTypes types;
    private final Targets targets;
    private final RecordWriter writer;
    private final Users users;
    private final Tenants tenants;

    Checks(
            ImportRepository repository,
            ObjectTypes types,
            Targets targets,
            RecordWriter writer,
            Users users,
            Tenants tenants) {
        this.repository = repository;
        this.types = types;
        this.targets = targets;
        this.writer = writer;
        this.users = users;
        this.tenants = tenants;
    }

    Check of(Actor actor, Import file) {
        var people = new HashMap<String, UserId>();
        users.all(actor.tenant()).stream().filter(User::active).forEach(user -> {
            people.put(user.name().toLowerCase(Locale.ROOT), user.id());
            people.put(user.email().toLowerCase(Locale.ROOT), user.id());
        });
        var cells = new Cells(tenants.get(actor.tenant()).timeZone(), people);
        return new Check(actor, file, targets.of(types.get(file.object())), cells);
    }

    final class Check {

        private final Actor actor;
        private final Import file;
        private final ImportTarget target;
        private final Cells cells;

        private Check(Actor actor, Import file, ImportTarget target, Cells cells) {
            this.actor = actor;
            this.file = file;
            this.target = target;
            this.cells = cells;
        }

        ImportTarget target() {
            return target;
        }

        Set<String> keys(Map<String, @Nullable Object> values) {
            return target.keys(actor, values);
        }

        Map<String, @Nullable Object> values(Import.Row row) {
            var written = new LinkedHashMap<String, String>();
            for (var column = 0; column < file.mapping().size(); column++) {
                var field = file.mapping().get(column);
                var cell = row.cells().get(column);
                if (field != null && !cell.isBlank()) {
                    written.put(field, cell);
                }
            }
            var json = JsonNodeFactory.instance.objectNode();
            written.forEach((field, cell) -> {
                if (Cells.currencyFor(field).isEmpty()) {
                    @Nullable String currency = written.get(Cells.currencyOf(field));
                    json.set(
                            field,
                            currency == null
                                    ? cells.value(target.type().get(field), cell)
                                    : Cells.money(cell, currency));
                }
            });
            return new LinkedHashMap<String, @Nullable Object>(writer.parse(actor, target.type(), json));
        }

        /// Of rows with the same key the first that asks for it has it.
        List<Verdict> judged(List<Import.Row> rows) {
            var verdicts = new ArrayList<Verdict>();
            var keys = new LinkedHashMap<Integer, Set<String>>();
            for (var row : rows) {
                try {
                    keys.put(row.position(), keys(values(row)));
                } catch (SangamException refusal) {
                    verdicts.add(refused(row, "error", refusal));
                }
            }
            var first = repository.firstRows(actor.tenant(), file.id(), keys);
            var known = known(keys.values());
            keys.forEach((position, each) -> verdicts.add(each.stream()
                    .map(first::get)
                    .filter(row -> row != null && !row.equals(position))
                    .min(Integer::compare)
                    .map(other -> repeated(position, other))
                    .orElseGet(() -> judged(position, each.stream().anyMatch(known::contains)))));
            return verdicts;
        }

        private Set<String> known(Collection<Set<String>> keys) {
            var all = keys.stream().flatMap(Set::stream).collect(toSet());
            return all.isEmpty() ? Set.of() : target.known(actor, all);
        }

        private static Verdict repeated(int position, int other) {
            var error = new CellError(null, null, "ROW_REPEATED", "Row " + (other + 1) + " is the same");
            return new Verdict(position, "duplicate", List.of(error), other, null, null);
        }

        private Verdict judged(int position, boolean known) {
            return !known || file.options().onDuplicate() == OnDuplicate.CREATE
                    ? Verdict.of(position, "new")
                    : file.options().onDuplicate() == OnDuplicate.SKIP
                            ? Verdict.because(position, "duplicate", RECORD_EXISTS, RECORD_EXISTS_TEXT)
                            : Verdict.of(position, "update");
        }

        Verdict refused(Import.Row row, String status, SangamException refusal) {
            var errors = refusal.errors().isEmpty()
                    ? List.of(new CellError(null, null, refusal.code().name(), String.valueOf(refusal.getMessage())))
                    : refusal.errors().stream().map(this::ofCell).toList();
            return new Verdict(row.position(), status, errors, null, row.record(), row.undoes());
        }

        /// Of an amount the cell with its currency may be the one to blame.
        private CellError ofCell(SangamException.FieldError error) {
            var path = error.pointer().replaceFirst("^/", "");
            var field = path.replaceFirst("/.*", "");
            var currency = file.mapping().indexOf(Cells.currencyOf(field));
            var column = path.endsWith("/currency") && currency >= 0
                    ? currency
                    : file.mapping().indexOf(field);
            return new CellError(column < 0 ? null : column, path, error.code(), error.message());
        }
    }
}

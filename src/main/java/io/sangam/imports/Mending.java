package io.sangam.imports;

import io.sangam.access.Access;
import io.sangam.imports.Import.MendedRow;
import io.sangam.imports.Import.Status;
import io.sangam.imports.Import.Verdict;
import io.sangam.jobs.Jobs;
import io.sangam.kernel.Actor;
import io.sangam.kernel.KernelError;
import io.sangam.kernel.SangamException;
import io.sangam.records.ObjectTypes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Mends one row between the check of its file and the run: judged at once, and with it the rows that were held to
/// repeat it.
@Service
class Mending {

    static final String LEFT_OUT = "LEFT_OUT";
    /// What repeats one row more often than this is left to the job.
    private static final int JUDGED_AT_ONCE = 200;

    private final Imports imports;
    private final ImportRepository repository;
    private final Checks checks;
    private final ObjectTypes types;
    private final Access access;
    private final Jobs jobs;
    private final ImportJob job;

    Mending(
            Imports imports,
            ImportRepository repository,
            Checks checks,
            ObjectTypes types,
            Access access,
            Jobs jobs,
            ImportJob job) {
        this.imports = imports;
        this.repository = repository;
        this.checks = checks;
        this.types = types;
        this.access = access;
        this.jobs = jobs;
        this.job = job;
    }

    /// @param cells by column; the others stay as they are
    @Transactional
    MendedRow mend(Actor actor, UUID id, int position, int version, Map<Integer, String> cells, boolean leftOut) {
        repository.hold(actor.tenant(), id);
        var file = imports.get(actor, id);
        access.require(actor, types.get(file.object()).plural(), "create");
        var row = repository.row(actor.tenant(), id, position).orElseThrow(SangamException::notFound);
        if (file.status() != Status.READY) {
            throw new SangamException(ImportError.IMPORT_NOT_NOW, "Rows are mended after the check and before the run");
        }
        if (row.version() != version) {
            throw new SangamException(KernelError.VERSION_CONFLICT, "Somebody changed this row meanwhile");
        }
        var mended = new Import.Row(
                position, replaced(row.cells(), cells), row.status(), version + 1, row.record(), row.undoes());
        repository.rewrite(actor.tenant(), id, mended);
        var check = checks.of(actor, file);
        repository.settle(
                actor.tenant(),
                id,
                leftOut
                        ? List.of(Verdict.because(position, "skipped", LEFT_OUT, "You left this row out"))
                        : check.judged(List.of(mended)));
        judgeRepeating(actor, id, position, check);
        return new MendedRow(repository.judged(actor.tenant(), id, position), imports.get(actor, id));
    }

    private static List<String> replaced(List<String> before, Map<Integer, String> cells) {
        var after = new ArrayList<>(before);
        cells.forEach((column, text) -> {
            if (column >= after.size()) {
                throw SangamException.invalid(
                        "cells/" + column, "COLUMN_UNKNOWN", "The file has " + after.size() + " columns, from 0 on");
            }
            after.set(column, SheetReader.cell(text));
        });
        return after;
    }

    private void judgeRepeating(Actor actor, UUID id, int position, Checks.Check check) {
        var repeating = repository.repeating(actor.tenant(), id, position, JUDGED_AT_ONCE + 1);
        if (repeating.size() <= JUDGED_AT_ONCE) {
            repository.settle(actor.tenant(), id, check.judged(repeating));
            return;
        }
        repository.recheckRepeating(actor.tenant(), id, position);
        repository.move(actor.tenant(), id, Set.of(Status.READY), Status.CHECKING, null);
        jobs.enqueue(actor.tenant(), job, new ImportJob.Order(id));
    }
}

package io.sangam.pipelines;

import static io.sangam.pipelines.db.Tables.STATUS_HISTORY;

import io.sangam.kernel.Ids;
import io.sangam.kernel.TenantId;
import io.sangam.kernel.UserId;
import io.sangam.pipelines.db.tables.records.StatusHistoryRecord;
import io.sangam.records.ObjectType;
import java.time.Instant;
import java.util.Collection;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Puts in the moves that records made before they were loaded here; see [io.sangam.records.RecordLoader].
@Service
@Transactional
public class HistoryLoader {

    private static final int CHUNK = 1_000;

    public record PastMove(
            UUID record,
            UUID pipeline,
            String from,
            String to,
            UserId by,
            Instant at,
            @Nullable String reason,
            long secondsInFrom) {}

    private final DSLContext db;

    HistoryLoader(DSLContext db) {
        this.db = db;
    }

    public void load(TenantId tenant, ObjectType type, Collection<PastMove> moves) {
        var rows = moves.stream()
                .map(move -> new StatusHistoryRecord()
                        .setTenantId(tenant)
                        .setId(Ids.at(move.at()))
                        .setObject(type.key())
                        .setRecordId(move.record())
                        .setPipelineId(move.pipeline())
                        .setFromStatus(move.from())
                        .setToStatus(move.to())
                        .setMovedBy(move.by())
                        .setAt(move.at())
                        .setReason(move.reason())
                        .setSecondsInFrom(move.secondsInFrom()))
                .toList();
        for (var from = 0; from < rows.size(); from += CHUNK) {
            db.insertInto(STATUS_HISTORY)
                    .columns(STATUS_HISTORY.fields())
                    .valuesOfRecords(rows.subList(from, Math.min(from + CHUNK, rows.size())))
                    .execute();
        }
    }
}

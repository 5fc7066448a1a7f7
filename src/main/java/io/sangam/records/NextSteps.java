package io.sangam.records;

import static java.util.Objects.requireNonNull;

import io.sangam.kernel.TenantId;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// When the next thing is due on a record, kept beside the record: boards count by it and lists sort by it.
///
/// It follows from other records (its open tasks), so it is no edit: no version, no activity, no event.
@Service
@Transactional
public class NextSteps {

    private final DSLContext db;
    private final ObjectTypes types;
    private final NewRecords fresh;

    NextSteps(DSLContext db, ObjectTypes types, NewRecords fresh) {
        this.db = db;
        this.types = types;
        this.fresh = fresh;
    }

    /// Objects that keep no next step are left alone.
    ///
    /// @param next asked once the record is locked, so that the second of two sees what the first has done
    public void refresh(TenantId tenant, RecordRef about, Supplier<@Nullable Instant> next) {
        types.find(about.object())
                .ifPresent(type -> column(type, step -> {
                    var locked = db.select(type.id())
                            .from(type.table())
                            .where(type.tenantId().eq(tenant))
                            .and(type.id().eq(about.id()))
                            .forNoKeyUpdate()
                            .fetchOptional();
                    if (locked.isPresent()) {
                        var due = next.get();
                        db.update(type.table())
                                .set(step, due)
                                .where(type.tenantId().eq(tenant))
                                .and(type.id().eq(about.id()))
                                .and(step.isDistinctFrom(due))
                                .execute();
                    }
                }));
    }

    /// Many at once; an earlier step that is there already stays.
    public void load(TenantId tenant, String object, Map<UUID, Instant> due) {
        types.find(object)
                .ifPresent(type -> column(type, step -> {
                    var others = new HashMap<>(due);
                    others.keySet()
                            .removeIf(id -> fresh.find(type, tenant, id)
                                    .map(record -> isKept(record, step, requireNonNull(due.get(id))))
                                    .orElse(false));
                    if (!others.isEmpty()) {
                        db.execute(
                                """
                        update {0} as record set {1} = least(record.{1}, planned.at)
                        from unnest({2}, {3}::timestamptz[]) as planned (id, at)
                        where record.tenant_id = {4} and record.id = planned.id
                        """,
                                type.table(),
                                DSL.name(step.getName()),
                                DSL.val(others.keySet().toArray(UUID[]::new)),
                                DSL.val(others.values().stream()
                                        .map(Instant::toString)
                                        .toArray(String[]::new)),
                                DSL.val(tenant.value()));
                    }
                }));
    }

    private boolean isKept(NewRecords.Row record, Field<Instant> step, Instant due) {
        if (!(NewRecords.value(record, step) instanceof Instant earlier) || due.isBefore(earlier)) {
            fresh.change(record, Map.of(step, due));
        }
        return true;
    }

    @SuppressWarnings("unchecked") // checked when the type was built
    private static void column(ObjectType type, java.util.function.Consumer<Field<Instant>> use) {
        type.board()
                .map(ObjectType.Board::nextStep)
                .ifPresent(key -> use.accept((Field<Instant>) type.get(key).column()));
    }
}

package io.sangam.records;

import static java.util.stream.Collectors.joining;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.sangam.kernel.TenantId;
import io.sangam.tenancy.TenantReads;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Name;
import org.jooq.Param;
import org.jooq.Record;
import org.jooq.SortField;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.ResultSetExtractor;
import org.springframework.stereotype.Repository;

/// The statements people wait for all day, lists and single records: put together once, by [PreparedLists] and
/// [RecordViews], and sent in one round trip. Each names its tenant; callers add who may see what.
@Repository
class ReadStatements {

    /// Stands for the moment a statement is asked at: none that a record or a filter could hold.
    static final Instant ASKED = Instant.parse("+12000-01-01T00:00:00Z");

    private static final int MOST_FRAMES = 1_000;

    private final DSLContext db;
    private final TenantReads reads;
    private final Cache<Shape, Frame> frames =
            Caffeine.newBuilder().maximumSize(MOST_FRAMES).build();

    ReadStatements(DSLContext db, TenantReads reads) {
        this.db = db;
        this.reads = reads;
    }

    /// Without jOOQ's row objects: the list is what people look at most.
    ///
    /// @param now when it is asked for
    List<Selection.Found> page(TenantId tenant, Listing listing, Selection selection, int limit, Instant now) {
        return reads.query(tenant, listing.upTo(limit), listing.bindsAt(now), found(selection, limit));
    }

    /// The same for a list people look at again and again.
    List<Selection.Found> firstPage(TenantId tenant, Listing listing, Selection selection, int limit, Instant now) {
        return reads.queryAgain(
                tenant,
                new FirstPage(listing, limit),
                listing.upTo(limit),
                listing.bindsAt(now),
                found(selection, limit));
    }

    /// Which records such a list shows, in which state of each, without what they say.
    Stamps stamps(TenantId tenant, Listing listing, int limit, Instant now) {
        return reads.queryAgain(
                tenant, new StampsOf(listing, limit), listing.stampsUpTo(limit), listing.bindsAt(now), rows -> {
                    var stamps = new Stamps.Builder(limit);
                    while (rows.next()) {
                        stamps.add(rows.getObject(1, UUID.class), rows.getLong(2));
                    }
                    return stamps.build();
                });
    }

    /// What is asked again and again, whenever it is asked.
    private record FirstPage(Listing listing, int limit) {}

    private record StampsOf(Listing listing, int limit) {}

    private static ResultSetExtractor<List<Selection.Found>> found(Selection selection, int limit) {
        return rows -> {
            var found = new ArrayList<Selection.Found>(limit);
            while (rows.next()) {
                found.add(selection.read(rows));
            }
            return found;
        };
    }

    /// The statement of a list, of any length and asked at any time.
    ///
    /// @param select the columns
    /// @param stamps instead of them, which records and which state of each
    /// @param which of them, in which order; but for its end, which says how many
    /// @param binds values of the `?`, as the driver takes them; [#ASKED] stands for the moment it is asked
    record Listing(String select, String stamps, String which, List<@Nullable Object> binds) {

        String upTo(int limit) {
            return select + which + end(limit);
        }

        String stampsUpTo(int limit) {
            return stamps + which + end(limit);
        }

        private static String end(int limit) {
            return " fetch next " + limit + " rows only";
        }

        List<@Nullable Object> bindsAt(Instant now) {
            if (!binds.contains(ASKED)) {
                return binds;
            }
            var current = new ArrayList<@Nullable Object>(binds);
            current.replaceAll(bind -> ASKED.equals(bind) ? now : bind);
            return current;
        }
    }

    Listing listing(ObjectType type, TenantId tenant, Selection selection, Condition where, List<SortField<?>> order) {
        var frame = frames.get(
                new Shape(type.table().getQualifiedName(), selection.shape(), shape(order)),
                _ -> frame(type, selection, order));
        var condition = type.tenantId().eq(tenant).and(where);
        return new Listing(
                frame.select(),
                frame.stamps(),
                " where " + db.render(condition) + frame.order(),
                binds(db.extractParams(condition).values()));
    }

    /// What makes the text of a list what it is, but for its condition.
    private record Shape(Name table, List<String> columns, List<String> order) {}

    /// The text around a list's condition. Putting it together costs jOOQ more than PostgreSQL needs to find the rows,
    /// and it is the same whenever somebody looks at the same columns in the same order.
    private record Frame(String select, String stamps, String order) {}

    private Frame frame(ObjectType type, Selection selection, List<SortField<?>> order) {
        var select = db.select(selection.columns()).from(type.table());
        if (!binds(select.getParams().values()).isEmpty()) {
            throw new IllegalStateException("A column of a list has a value of its own: " + select.getSQL());
        }
        return new Frame(
                select.getSQL(),
                db.select(type.id(), type.stamp()).from(type.table()).getSQL(),
                " order by " + order.stream().map(db::render).collect(joining(", ")));
    }

    private static List<String> shape(List<SortField<?>> order) {
        return order.stream()
                .map(each -> each.getName() + " " + each.getOrder() + " " + each.$nullOrdering())
                .toList();
    }

    /// The values of a statement, as the driver takes them.
    static List<@Nullable Object> binds(Collection<Param<?>> params) {
        var binds = new ArrayList<@Nullable Object>();
        for (var param : params) {
            if (!param.isInline()) {
                binds.add(stored(param));
            }
        }
        return binds;
    }

    private static <T> @Nullable Object stored(Param<T> param) {
        return param.getConverter().to(param.getValue());
    }

    /// The statement of one record, whichever it is and whenever it is asked for.
    ///
    /// @param binds values of the `?`; [#WHICH] stands for the record, [#ASKED] for the moment
    record OneOf(List<Field<?>> columns, String sql, List<@Nullable Object> binds) {

        /// No record's id.
        private static final UUID WHICH = new UUID(0, 0);

        private List<@Nullable Object> bindsAt(UUID id, Instant now) {
            var current = new ArrayList<@Nullable Object>(binds);
            current.replaceAll(bind -> WHICH.equals(bind) ? id : ASKED.equals(bind) ? now : bind);
            return current;
        }
    }

    OneOf one(ObjectType type, TenantId tenant, List<Field<?>> columns, Condition where) {
        var select = db.select(columns)
                .from(type.table())
                .where(type.tenantId().eq(tenant))
                .and(type.id().eq(OneOf.WHICH))
                .and(where);
        return new OneOf(columns, select.getSQL(), binds(select.getParams().values()));
    }

    Optional<Record> find(TenantId tenant, OneOf one, UUID id, Instant now) {
        return reads.query(
                tenant,
                one.sql(),
                one.bindsAt(id, now),
                rows -> db.fetch(rows, one.columns().toArray(Field<?>[]::new)).stream()
                        .findFirst());
    }
}

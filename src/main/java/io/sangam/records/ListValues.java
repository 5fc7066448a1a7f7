package io.sangam.records;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.table;

import io.sangam.kernel.TenantId;
import java.util.Collection;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Name;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.SQLDataType;

/// Which records have which values in their lists: kept by the database beside every table of an object
/// (`sangam.keep_list_values`), because no index of the list itself is open to us (ADR 37).
final class ListValues {

    private static final Name TABLE = name("sangam", "list_value");
    private static final Table<Record> LIST_VALUE = table(TABLE);
    private static final Field<UUID> TENANT_ID = field(TABLE.append("tenant_id"), SQLDataType.UUID);
    private static final Field<String> OBJECT = field(TABLE.append("object"), SQLDataType.CLOB);
    private static final Field<String> LIST = field(TABLE.append("list"), SQLDataType.CLOB);
    private static final Field<String> VALUE = field(TABLE.append("value"), SQLDataType.CLOB);
    private static final Field<UUID> RECORD_ID = field(TABLE.append("record_id"), SQLDataType.UUID);

    private ListValues() {}

    /// Records whose list holds one of the words.
    static Condition any(ObjectType type, TenantId tenant, Field<?> list, Collection<String> words) {
        return type.id()
                .in(select(RECORD_ID)
                        .from(LIST_VALUE)
                        .where(TENANT_ID.eq(tenant.value()))
                        .and(OBJECT.eq(inline(type.key())))
                        .and(LIST.eq(inline(list.getName())))
                        .and(VALUE.in(words)));
    }
}

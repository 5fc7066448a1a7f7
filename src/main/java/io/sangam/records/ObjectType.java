package io.sangam.records;

import io.sangam.access.RowOwners;
import io.sangam.access.Sensitivity;
import io.sangam.kernel.TenantId;
import io.sangam.kernel.UserId;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jooq.Field;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/// A kind of record, described once. Declare it as a bean in the object's module, beside a [RecordController].
///
/// Its table has the common columns: tenant_id, id, version, created_at/by, updated_at/by, deleted_at.
///
/// Which fields it has depends on the company whose scope the caller is in: those described here, and behind them those
/// the company added itself. So nobody who asks for fields has to know that there are two sorts.
public final class ObjectType {

    private final String key;
    private final String plural;
    private final String label;
    private final Table<?> table;
    private final List<Field<UserId>> owners;
    private final @Nullable Field<UUID> partner;
    private final @Nullable Field<UUID> territory;
    private final @Nullable String territoryBy;
    private final RowOwners.@Nullable Whole whole;
    private final @Nullable Reached reached;
    private final Fields described;
    private final boolean extendable;
    private Supplier<Fields> fields;
    /// Found once: looking a column up by its name costs more than the rest of a small query.
    private final Field<TenantId> tenantId;
    private final Field<UUID> id;
    private final Field<Integer> version;
    private final Field<Instant> deletedAt;
    private final Field<Long> stamp;
    private final String titleField;
    private final List<String> defaultColumns;
    private final String defaultSort;
    private final @Nullable String numberPrefix;
    private final @Nullable Board board;
    private final Alike likeness;
    private final @Nullable String pool;
    private final boolean mergeable;

    /// What a board of these records is made of, besides their status.
    ///
    /// @param worth the money field its columns add up; null when records are worth nothing
    /// @param chance the percent field a sum is weighted by; null without one
    /// @param nextStep the instant field [NextSteps] keeps
    public record Board(@Nullable String worth, @Nullable String chance, String nextStep) {}

    /// How records are reached: their phone and e-mail fields are contact points, and they may have more.
    ///
    /// @param once whether a contact belongs to one record of the object only, so that a second one is refused
    public record Reached(boolean once) {}

    /// By what two records may be one, besides their titles.
    ///
    /// @param keys fields whose value only one record can have
    /// @param near fields that make two of one title likelier one when equal, and less likely when not
    public record Alike(List<String> keys, List<String> near) {}

    private ObjectType(Builder builder) {
        key = builder.key;
        plural = builder.plural;
        label = builder.label;
        table = builder.table;
        owners = List.copyOf(builder.owners);
        partner = builder.partner;
        territory = builder.territory;
        territoryBy = builder.territoryBy;
        whole = builder.whole;
        reached = builder.reached;
        titleField = builder.titleField;
        defaultColumns = List.copyOf(builder.defaultColumns);
        defaultSort = builder.defaultSort;
        numberPrefix = builder.numberPrefix;
        board = builder.board;
        likeness = builder.likeness;
        pool = builder.pool;
        mergeable = builder.mergeable;
        tenantId = common("tenant_id", TenantId.class);
        id = common("id", UUID.class);
        version = common("version", Integer.class);
        deletedAt = common("deleted_at", Instant.class);
        stamp = DSL.field(table.getQualifiedName().append("xmin"), SQLDataType.BIGINT);
        extendable = builder.extendable;
        described = new Fields(builder.fields);
        fields = () -> described;
    }

    /// What an object's fields are for one company: the same as long as they are.
    static final class Fields {

        private final List<FieldSpec<?>> all;
        private final Map<String, FieldSpec<?>> byKey = new HashMap<>();

        private Fields(List<FieldSpec<?>> all) {
            this.all = List.copyOf(all);
            for (var field : all) {
                if (byKey.put(field.key(), field) != null) {
                    throw new IllegalStateException("There are two fields " + field.key());
                }
            }
        }

        List<FieldSpec<?>> all() {
            return all;
        }
    }

    /// @param current the fields of the company in whose scope the caller is
    void extend(Supplier<Fields> current) {
        fields = current;
    }

    Fields with(List<FieldSpec<?>> own) {
        return new Fields(Stream.concat(described.all.stream(), own.stream()).toList());
    }

    /// Those it comes with, for every company.
    List<FieldSpec<?>> described() {
        return described.all;
    }

    Fields describedFields() {
        return described;
    }

    /// Whether its table has the slots that companies' own fields need.
    public boolean isExtendable() {
        return extendable;
    }

    /// @param key singular, as in shares, events and the audit: `lead`
    /// @param plural the module whose rights apply, and the path under /api/v1: `leads`
    public static Builder named(String key, String plural, String label, Table<?> table) {
        return new Builder(key, plural, label, table);
    }

    public String key() {
        return key;
    }

    public String plural() {
        return plural;
    }

    public String label() {
        return label;
    }

    /// The field that names a record to people.
    public String titleField() {
        return titleField;
    }

    public List<String> defaultColumns() {
        return defaultColumns;
    }

    public String defaultSort() {
        return defaultSort;
    }

    Optional<String> numberPrefix() {
        return Optional.ofNullable(numberPrefix);
    }

    /// Empty for objects nobody works on a board.
    public Optional<Board> board() {
        return Optional.ofNullable(board);
    }

    /// The key of the role whose holders get new records in turn; empty for the company's own default.
    public Optional<String> pool() {
        return Optional.ofNullable(pool);
    }

    /// Whether two records may turn out to be one.
    public boolean isMergeable() {
        return mergeable || reached != null;
    }

    /// Empty for objects that nobody phones or writes to.
    public Optional<Reached> reached() {
        return Optional.ofNullable(reached);
    }

    Alike likeness() {
        return likeness;
    }

    /// The field whose city decides in which territory a record lies.
    Optional<String> territoryBy() {
        return Optional.ofNullable(territoryBy);
    }

    Fields currentFields() {
        return fields.get();
    }

    public List<FieldSpec<?>> fields() {
        return fields.get().all;
    }

    public Optional<FieldSpec<?>> field(String name) {
        return Optional.ofNullable(fields.get().byKey.get(name));
    }

    /// For code that names a field it knows to exist.
    public FieldSpec<?> get(String name) {
        return field(name).orElseThrow(() -> new IllegalArgumentException(key + " has no field " + name));
    }

    /// The field that holds the status, for objects that move through one.
    public Optional<FieldSpec<?>> statusField() {
        return described.all.stream()
                .filter(field -> field.kind() == FieldKind.STATUS)
                .findFirst();
    }

    /// Whether a field may say something about a person: free words, how somebody is reached, what is declared
    /// personal, and what companies keep in fields of their own other than figures.
    boolean isPersonal(FieldSpec<?> spec) {
        if (numberPrefix != null && spec.key().equals("number")) {
            return false;
        }
        return spec.sensitivity() == Sensitivity.PERSONAL
                || switch (spec.kind()) {
                    case TEXT, LONG_TEXT, URL, PHONE, EMAIL, TAGS -> true;
                    case MONEY, NUMBER, INTEGER, PERCENT -> false;
                    default -> spec.isCustom();
                };
    }

    /// Whether its statuses are the tenant's own, kept by a pipeline.
    public boolean movesThroughPipeline() {
        return statusField().filter(field -> field.options().isEmpty()).isPresent();
    }

    Table<?> table() {
        return table;
    }

    public RowOwners owners() {
        return new RowOwners(plural, key, id(), owners, partner, territory, whole);
    }

    Field<TenantId> tenantId() {
        return tenantId;
    }

    Field<UUID> id() {
        return id;
    }

    Field<Integer> version() {
        return version;
    }

    Field<Instant> createdAt() {
        return common("created_at", Instant.class);
    }

    Field<UserId> createdBy() {
        return common("created_by", UserId.class);
    }

    Field<Instant> updatedAt() {
        return common("updated_at", Instant.class);
    }

    Field<UserId> updatedBy() {
        return common("updated_by", UserId.class);
    }

    Field<Instant> deletedAt() {
        return deletedAt;
    }

    /// Which state of a record this is, as PostgreSQL knows it: whatever changes the row, and how, it is another one.
    Field<Long> stamp() {
        return stamp;
    }

    /// Not by `table.field(name, type)`: that forgets how the column converts its values.
    @SuppressWarnings("unchecked") // checked by hand
    private <T> Field<T> common(String column, Class<T> type) {
        var field = table.field(column);
        if (field == null || field.getType() != type) {
            throw new IllegalStateException(table + " lacks the common column " + column + " of " + type);
        }
        return (Field<T>) field;
    }

    @Override
    public String toString() {
        return key;
    }

    public static final class Builder {

        private final String key;
        private final String plural;
        private final String label;
        private final Table<?> table;
        private List<Field<UserId>> owners = List.of();
        private @Nullable Field<UUID> partner;
        private @Nullable Field<UUID> territory;
        private @Nullable String territoryBy;
        private RowOwners.@Nullable Whole whole;
        private @Nullable Reached reached;
        private List<FieldSpec<?>> fields = List.of();
        private String titleField = "title";
        private List<String> defaultColumns = List.of();
        private String defaultSort = "-createdAt";
        private @Nullable String numberPrefix;
        private @Nullable Board board;
        private Alike likeness = new Alike(List.of(), List.of());
        private @Nullable String pool;
        private boolean mergeable;
        private boolean extendable;

        private Builder(String key, String plural, String label, Table<?> table) {
            this.key = key;
            this.plural = plural;
            this.label = label;
            this.table = table;
        }

        /// The columns that make a row somebody's own, most responsible first.
        @SafeVarargs
        public final Builder ownedBy(Field<UserId>... columns) {
            owners = List.of(columns);
            return this;
        }

        public Builder partner(Field<UUID> column) {
            partner = column;
            return this;
        }

        /// What each record is part of: whoever that was shared with reaches the parts as well, to read or to write.
        ///
        /// @param object the key of the other object
        public Builder partOf(String object, Field<UUID> column) {
            whole = new RowOwners.Whole(object, column);
            return this;
        }

        /// The sales area a record lies in, which its module keeps.
        public Builder territory(Field<UUID> column) {
            territory = column;
            return this;
        }

        /// The sales area a record lies in, kept in its field `territory` as the city in the field `city` says.
        public Builder territory(Field<UUID> column, String city) {
            territoryBy = city;
            return territory(column);
        }

        /// Tells duplicates apart from namesakes.
        public Builder alike(List<String> keys, List<String> near) {
            likeness = new Alike(List.copyOf(keys), List.copyOf(near));
            return this;
        }

        /// Makes its phone and e-mail fields contact points.
        ///
        /// @param once whether a contact belongs to one record of the object only
        public Builder reached(boolean once) {
            reached = new Reached(once);
            return this;
        }

        public Builder fields(FieldSpec<?>... specs) {
            fields = List.of(specs);
            return this;
        }

        public Builder titled(String field) {
            titleField = field;
            return this;
        }

        public Builder columns(String... names) {
            defaultColumns = List.of(names);
            return this;
        }

        /// `-` before a field means descending, as in the API.
        public Builder sortedBy(String sort) {
            defaultSort = sort;
            return this;
        }

        /// Gives every new record a number such as LEAD-2026-00001 in its field `number`.
        public Builder numbered(String prefix) {
            numberPrefix = prefix;
            return this;
        }

        /// Lets these records be worked on a board.
        public Builder onBoard(String worth, String chance, String nextStep) {
            board = new Board(worth, chance, nextStep);
            return this;
        }

        /// The same for records that have neither a value nor a chance.
        public Builder onBoard(String nextStep) {
            board = new Board(null, null, nextStep);
            return this;
        }

        /// Gives new records that no rule decides about to the holders of a role in turn.
        public Builder pooledTo(String role) {
            pool = role;
            return this;
        }

        /// Lets two records be made one, as those that are reached can be anyway.
        public Builder mergeable() {
            mergeable = true;
            return this;
        }

        /// Lets companies add fields of their own; the migration calls `sangam.custom_slots` for its table.
        public Builder extendable() {
            extendable = true;
            return this;
        }

        public ObjectType build() {
            return new ObjectType(this);
        }
    }
}

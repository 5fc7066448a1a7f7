package io.sangam.records;

import io.sangam.access.Sensitivity;
import io.sangam.kernel.UserId;
import io.sangam.tenancy.Preset;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.jooq.Field;
import org.jspecify.annotations.Nullable;

/// One field of an object, described once. Built by a factory per kind and refined by the fluent methods.
///
/// @param column where the value is stored
/// @param companion what is stored beside it: the currency of money, the match key of a phone, the normal form of an
/// e-mail, the object of a reference that may point to several
/// @param sortColumn what lists are ordered by; null means the field can't be sorted
/// @param refObject the object a reference points to, unless `companion` says it per row
/// @param presets the presets whose tenants have this field; empty means all
/// @param requiredIn the statuses in which it may not be empty, besides what pipelines ask for
/// @param decimals of a number
public record FieldSpec<T>(
        String key,
        String label,
        FieldKind kind,
        Field<T> column,
        @Nullable Field<String> companion,
        @Nullable Field<?> sortColumn,
        Sensitivity sensitivity,
        Set<Trait> traits,
        int maxLength,
        List<FieldOption> options,
        @Nullable String refObject,
        String section,
        Set<Preset> presets,
        Set<String> requiredIn,
        int decimals) {

    public enum Trait {
        FILTERABLE,
        /// A caller of the API may write it.
        EDITABLE,
        /// Never empty.
        REQUIRED,
        /// Added by the company.
        CUSTOM
    }

    private static final int TEXT_LENGTH = 200;
    private static final int LONG_TEXT_LENGTH = 10_000;

    private static <T> FieldSpec<T> of(String key, String label, FieldKind kind, Field<T> column, int maxLength) {
        return new FieldSpec<>(
                key,
                label,
                kind,
                column,
                null,
                null,
                Sensitivity.NONE,
                EnumSet.of(Trait.FILTERABLE, Trait.EDITABLE),
                maxLength,
                List.of(),
                null,
                "main",
                Set.of(),
                Set.of(),
                0);
    }

    public static FieldSpec<String> text(String key, String label, Field<String> column) {
        return of(key, label, FieldKind.TEXT, column, TEXT_LENGTH);
    }

    public static FieldSpec<String> longText(String key, String label, Field<String> column) {
        return of(key, label, FieldKind.LONG_TEXT, column, LONG_TEXT_LENGTH);
    }

    public static FieldSpec<String> url(String key, String label, Field<String> column) {
        return of(key, label, FieldKind.URL, column, 2_000);
    }

    public static FieldSpec<String> choice(String key, String label, Field<String> column, FieldOption... options) {
        return of(key, label, FieldKind.CHOICE, column, 0)
                .withOptions(List.of(options))
                .sortable();
    }

    /// A status of the object's pipeline; `options` fixes them for objects without one. Moved by transitions, never
    /// edited.
    public static FieldSpec<String> status(String key, String label, Field<String> column, FieldOption... options) {
        return of(key, label, FieldKind.STATUS, column, 0)
                .withOptions(List.of(options))
                .sortable()
                .readOnly();
    }

    public static FieldSpec<Long> money(String key, String label, Field<Long> minor, Field<String> currency) {
        return of(key, label, FieldKind.MONEY, minor, 0).withCompanion(currency).sortable();
    }

    public static FieldSpec<Integer> integer(String key, String label, Field<Integer> column) {
        return of(key, label, FieldKind.INTEGER, column, 0).sortable();
    }

    /// Stored as an integer: with two decimals, 12.5 is 1250.
    public static FieldSpec<Long> number(String key, String label, Field<Long> column, int decimals) {
        return of(key, label, FieldKind.NUMBER, column, 0)
                .change(draft -> draft.decimals = decimals)
                .sortable();
    }

    /// 0 to 100.
    public static FieldSpec<Integer> percent(String key, String label, Field<Integer> column) {
        return of(key, label, FieldKind.PERCENT, column, 0).sortable();
    }

    public static FieldSpec<Boolean> bool(String key, String label, Field<Boolean> column) {
        return of(key, label, FieldKind.BOOL, column, 0);
    }

    public static FieldSpec<LocalDate> date(String key, String label, Field<LocalDate> column) {
        return of(key, label, FieldKind.DATE, column, 0).sortable();
    }

    public static FieldSpec<Instant> instant(String key, String label, Field<Instant> column) {
        return of(key, label, FieldKind.INSTANT, column, 0).sortable();
    }

    public static FieldSpec<String> phone(String key, String label, Field<String> e164, Field<String> matchKey) {
        return of(key, label, FieldKind.PHONE, e164, 40)
                .withCompanion(matchKey)
                .sensitive(Sensitivity.PHONE)
                .sortable();
    }

    public static FieldSpec<String> email(String key, String label, Field<String> address, Field<String> norm) {
        return of(key, label, FieldKind.EMAIL, address, 254)
                .withCompanion(norm)
                .sensitive(Sensitivity.EMAIL)
                .sortedBy(norm);
    }

    public static FieldSpec<UserId> user(String key, String label, Field<UserId> column) {
        return of(key, label, FieldKind.USER, column, 0);
    }

    /// Kept as a list of ids.
    public static FieldSpec<String[]> users(String key, String label, Field<String[]> column) {
        return of(key, label, FieldKind.USERS, column, 0);
    }

    public static FieldSpec<UUID> ref(String key, String label, Field<UUID> column, String refObject) {
        return of(key, label, FieldKind.REF, column, 0).withRefObject(refObject);
    }

    /// A reference to a record of any object; `object` holds which.
    public static FieldSpec<UUID> anyRef(String key, String label, Field<UUID> column, Field<String> object) {
        return of(key, label, FieldKind.REF, column, 0).withCompanion(object);
    }

    /// The sales area a record lies in, of an object that says by which city.
    public static FieldSpec<UUID> territory(Field<UUID> column) {
        return ref(RecordTerritories.FIELD, "Territory", column, RecordTerritories.FIELD)
                .readOnly();
    }

    public static FieldSpec<String[]> tags(String key, String label, Field<String[]> column) {
        return of(key, label, FieldKind.TAGS, column, 40);
    }

    public static FieldSpec<String[]> multiChoice(
            String key, String label, Field<String[]> column, List<FieldOption> options) {
        return of(key, label, FieldKind.MULTI_CHOICE, column, 0).withOptions(options);
    }

    public FieldSpec<T> required() {
        return change(draft -> draft.traits.add(Trait.REQUIRED));
    }

    public FieldSpec<T> readOnly() {
        return change(draft -> draft.traits.remove(Trait.EDITABLE));
    }

    public FieldSpec<T> notFilterable() {
        return change(draft -> draft.traits.remove(Trait.FILTERABLE));
    }

    public FieldSpec<T> sortable() {
        return sortedBy(column);
    }

    /// Orders by another column, such as a lower-case copy, so that an index in that order serves the list.
    public FieldSpec<T> sortedBy(Field<?> order) {
        return change(draft -> draft.sortColumn = order);
    }

    public FieldSpec<T> sensitive(Sensitivity why) {
        return change(draft -> draft.sensitivity = why);
    }

    public FieldSpec<T> in(String formSection) {
        return change(draft -> draft.section = formSection);
    }

    /// Only tenants of these presets have the field.
    public FieldSpec<T> only(Preset... which) {
        return change(draft -> draft.presets = Set.of(which));
    }

    public FieldSpec<T> maxLength(int characters) {
        return change(draft -> draft.maxLength = characters);
    }

    FieldSpec<T> custom(Set<String> statuses) {
        return change(draft -> {
            draft.traits.add(Trait.CUSTOM);
            draft.requiredIn = statuses;
        });
    }

    private FieldSpec<T> withOptions(List<FieldOption> values) {
        return change(draft -> draft.options = List.copyOf(values));
    }

    private FieldSpec<T> withCompanion(Field<String> beside) {
        return change(draft -> draft.companion = beside);
    }

    private FieldSpec<T> withRefObject(String object) {
        return change(draft -> draft.refObject = object);
    }

    private FieldSpec<T> change(Consumer<Draft<T>> step) {
        var draft = new Draft<>(this);
        step.accept(draft);
        return draft.done();
    }

    /// A copy with one thing changed.
    private static final class Draft<T> {

        private final FieldSpec<T> before;
        private @Nullable Field<String> companion;
        private @Nullable Field<?> sortColumn;
        private Sensitivity sensitivity;
        private final EnumSet<Trait> traits;
        private int maxLength;
        private List<FieldOption> options;
        private @Nullable String refObject;
        private String section;
        private Set<Preset> presets;
        private Set<String> requiredIn;
        private int decimals;

        private Draft(FieldSpec<T> before) {
            this.before = before;
            companion = before.companion;
            sortColumn = before.sortColumn;
            sensitivity = before.sensitivity;
            traits = EnumSet.copyOf(before.traits);
            maxLength = before.maxLength;
            options = before.options;
            refObject = before.refObject;
            section = before.section;
            presets = before.presets;
            requiredIn = before.requiredIn;
            decimals = before.decimals;
        }

        private FieldSpec<T> done() {
            return new FieldSpec<>(
                    before.key,
                    before.label,
                    before.kind,
                    before.column,
                    companion,
                    sortColumn,
                    sensitivity,
                    traits,
                    maxLength,
                    options,
                    refObject,
                    section,
                    presets,
                    requiredIn,
                    decimals);
        }
    }

    public boolean isFilterable() {
        return traits.contains(Trait.FILTERABLE);
    }

    /// What files call the column that holds an amount's currency.
    public String currencyLabel() {
        return label + " currency";
    }

    public boolean isEditable() {
        return traits.contains(Trait.EDITABLE);
    }

    public boolean isRequired() {
        return traits.contains(Trait.REQUIRED);
    }

    public boolean isCustom() {
        return traits.contains(Trait.CUSTOM);
    }

    public boolean isSortable() {
        return sortColumn != null;
    }

    boolean exists(Preset preset) {
        return presets.isEmpty() || presets.contains(preset);
    }

    /// The stored columns of this field.
    List<Field<?>> columns() {
        var all = new ArrayList<Field<?>>();
        all.add(column);
        if (companion != null) {
            all.add(companion);
        }
        return all;
    }

    /// The companion, for kinds that always have one.
    Field<String> requiredCompanion() {
        if (companion == null) {
            throw new IllegalStateException(key + " has no companion column");
        }
        return companion;
    }
}

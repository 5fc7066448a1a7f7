package io.sangam.records;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.sangam.kernel.SangamException;
import io.sangam.kernel.TenantId;
import io.sangam.tenancy.TenantCache;
import io.sangam.tenancy.TenantScope;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.util.function.SingletonSupplier;

/// All objects there are, with what their modules add to them.
@Component
public class ObjectTypes {

    private static final int MOST_KNOWN = 10_000;

    private final Map<String, ObjectType> types;
    /// Later than this bean, for they ask for it; once, for every list asks for them.
    private final Supplier<List<ObjectRules>> rules;

    private final Supplier<List<StatusCatalog>> catalogs;

    /// Each company's own fields, by object.
    private final TenantCache<Map<String, ObjectType.Fields>> fields;

    /// Read again every few seconds, they are mostly what they were: what is derived from them stays as well.
    private final Cache<List<CustomField>, ObjectType.Fields> known =
            Caffeine.newBuilder().maximumSize(MOST_KNOWN).build();

    ObjectTypes(
            ObjectProvider<ObjectType> types,
            ObjectProvider<ObjectRules> rules,
            ObjectProvider<StatusCatalog> catalogs,
            CustomFieldRepository repository,
            PlatformTransactionManager transactions) {
        this.types = types.stream().collect(Collectors.toMap(ObjectType::key, Function.identity()));
        this.fields = new TenantCache<>(transactions, tenant -> fields(repository.active(tenant)));
        this.types.values().stream()
                .filter(ObjectType::isExtendable)
                .forEach(type -> type.extend(() -> TenantScope.tenant()
                        .map(tenant -> fields.get(tenant).get(type.key()))
                        .orElseGet(type::describedFields)));
        this.rules = SingletonSupplier.of(() -> rules.orderedStream().toList());
        this.catalogs = SingletonSupplier.of(() -> catalogs.stream().toList());
    }

    private Map<String, ObjectType.Fields> fields(List<CustomField> own) {
        var byObject = own.stream().collect(Collectors.groupingBy(CustomField::object));
        return types.values().stream()
                .filter(type -> byObject.containsKey(type.key()))
                .collect(Collectors.toMap(
                        ObjectType::key,
                        type -> known.get(
                                byObject.getOrDefault(type.key(), List.of()),
                                fields -> type.with(fields.stream()
                                        .<FieldSpec<?>>map(field -> field.in(type.table()))
                                        .toList()))));
    }

    /// A company's own fields are others now.
    void fieldsChanged(TenantId tenant) {
        fields.changed(tenant);
    }

    public List<ObjectType> all() {
        return types.values().stream()
                .sorted((a, b) -> a.key().compareTo(b.key()))
                .toList();
    }

    public Optional<ObjectType> find(String key) {
        return Optional.ofNullable(types.get(key));
    }

    public ObjectType get(String key) {
        return find(key)
                .orElseThrow(() -> new SangamException(RecordError.OBJECT_UNKNOWN, "There is no object " + key));
    }

    List<ObjectRules> rules(ObjectType type) {
        return rules.get().stream().filter(each -> each.type() == type).toList();
    }

    /// The values a field may take: fixed ones, or the tenant's own statuses.
    public List<FieldOption> options(TenantId tenant, ObjectType type, FieldSpec<?> spec) {
        if (spec.kind() != FieldKind.STATUS || !spec.options().isEmpty()) {
            return spec.options();
        }
        if (catalogs.get().size() == 1) {
            // the very list: what is kept under it is found at a glance
            return catalogs.get().getFirst().statuses(tenant, type);
        }
        return catalogs.get().stream()
                .flatMap(each -> each.statuses(tenant, type).stream())
                .toList();
    }
}

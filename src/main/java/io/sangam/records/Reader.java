package io.sangam.records;

import io.sangam.access.Rights;
import io.sangam.access.Visibility;
import io.sangam.kernel.Actor;
import io.sangam.kernel.SangamException;
import io.sangam.kernel.TenantId;
import io.sangam.tenancy.Tenant;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// Who is reading, with all that decides what he gets to see: looked up once per request.
record Reader(Actor actor, Tenant tenant, Rights rights) {

    TenantId tenantId() {
        return actor.tenant();
    }

    /// The day of the tenant's calendar.
    LocalDate dayOf(Instant moment) {
        return LocalDate.ofInstant(moment, tenant.timeZone());
    }

    Visibility visibility(FieldSpec<?> spec) {
        return spec.exists(tenant.preset()) ? rights.visibility(spec.sensitivity()) : Visibility.HIDDEN;
    }

    /// The fields this reader may know of at all.
    List<FieldSpec<?>> visible(ObjectType type) {
        return type.fields().stream()
                .filter(spec -> visibility(spec) != Visibility.HIDDEN)
                .toList();
    }

    /// A field by name, if its values are open to him; a hidden or masked field is as good as none, so that neither a
    /// filter nor an order can give it away.
    Optional<FieldSpec<?>> clear(ObjectType type, String name) {
        return type.field(name).filter(spec -> visibility(spec) == Visibility.CLEAR);
    }

    /// The columns of a list he asks for; those the object comes with, when he names none.
    List<FieldSpec<?>> columns(ObjectType type, List<String> wanted) {
        if (wanted.isEmpty()) {
            return visible(type).stream()
                    .filter(spec -> type.defaultColumns().contains(spec.key()))
                    .toList();
        }
        var fields = new ArrayList<FieldSpec<?>>();
        for (var name : wanted) {
            fields.add(type.field(name)
                    .filter(spec -> visibility(spec) != Visibility.HIDDEN)
                    .orElseThrow(() -> new SangamException(
                            RecordError.FIELDS_INVALID, "There is no field " + name + " of " + type.plural())));
        }
        return fields;
    }

    /// The keys of those of these fields whose values he sees masked.
    List<String> masked(Collection<FieldSpec<?>> fields) {
        return fields.stream()
                .filter(spec -> visibility(spec) == Visibility.MASKED)
                .<String>map(FieldSpec::key)
                .toList();
    }
}

package io.sangam.leads;

import static java.util.function.Predicate.not;

import io.sangam.kernel.Actor;
import io.sangam.kernel.SangamException;
import io.sangam.kernel.TenantId;
import io.sangam.pipelines.Pipelines;
import io.sangam.records.ObjectRules;
import io.sangam.records.ObjectType;
import io.sangam.records.RecordState;
import io.sangam.tenancy.Tenants;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// What holds for a lead whichever way it is written: what its status requires stays filled, and its phone and e-mail
/// fields are contact points too.
@Component
class LeadRules implements ObjectRules {

    private static final String CITY = "city";
    private static final Set<String> REACHED_BY = Set.of("phone", "alternativePhone", "email");

    private final ObjectType leadType;
    private final Pipelines pipelines;
    private final ContactPointRepository contactPoints;
    private final LeadTerritories territories;
    private final Tenants tenants;

    LeadRules(
            ObjectType leadType,
            Pipelines pipelines,
            ContactPointRepository contactPoints,
            LeadTerritories territories,
            Tenants tenants) {
        this.leadType = leadType;
        this.pipelines = pipelines;
        this.contactPoints = contactPoints;
        this.territories = territories;
        this.tenants = tenants;
    }

    @Override
    public ObjectType type() {
        return leadType;
    }

    @Override
    public void beforeWrite(Actor actor, @Nullable RecordState before, Map<String, @Nullable Object> values) {
        if (values.containsKey(CITY)) {
            values.put(LeadTerritories.TERRITORY, territories.of(actor.tenant(), (String) values.get(CITY)));
        }
        if (before == null || values.containsKey("status")) {
            return;
        }
        for (var field : pipelines.requiredFields(actor.tenant(), before)) {
            if (values.containsKey(field) && values.get(field) == null) {
                throw SangamException.invalid(
                        field,
                        "VALUE_REQUIRED_BY_STATUS",
                        leadType.get(field).label() + " is required in the status " + before.status());
            }
        }
    }

    @Override
    public void afterWrite(Actor actor, @Nullable RecordState before, RecordState after) {
        var changed = REACHED_BY.stream()
                .anyMatch(field -> before == null
                        ? !after.isEmpty(field)
                        : !Objects.equals(before.value(field), after.value(field)));
        if (changed) {
            var country = tenants.get(actor.tenant()).defaultCountry();
            var points = new ArrayList<>(ofFields(after, country));
            // those that are in no field stay: a lead may have more numbers than its form shows
            contactPoints.of(actor.tenant(), after.id()).stream()
                    .filter(not(point -> before != null
                            && ofFields(before, country).stream()
                                    .anyMatch(old -> old.matchKey().equals(point.matchKey()))))
                    .filter(not(point ->
                            points.stream().anyMatch(now -> now.matchKey().equals(point.matchKey()))))
                    .forEach(points::add);
            contactPoints.replace(actor.tenant(), after.id(), points);
        }
    }

    @Override
    public void afterLoad(TenantId tenant, List<RecordState> loaded) {
        var country = tenants.get(tenant).defaultCountry();
        contactPoints.add(
                tenant, loaded.stream().collect(Collectors.toMap(RecordState::id, lead -> ofFields(lead, country))));
    }

    static List<ContactPoint> ofFields(RecordState lead, String country) {
        var points = new ArrayList<ContactPoint>();
        add(points, ContactPoint.Kind.MOBILE, lead.text("phone"), true, country, "phone");
        add(points, ContactPoint.Kind.PHONE, lead.text("alternativePhone"), false, country, "alternativePhone");
        add(points, ContactPoint.Kind.EMAIL, lead.text("email"), true, country, "email");
        return points;
    }

    private static void add(
            List<ContactPoint> points,
            ContactPoint.Kind kind,
            @Nullable String value,
            boolean primary,
            String country,
            String pointer) {
        if (value != null) {
            points.add(ContactPoint.of(kind, value, primary, country, pointer));
        }
    }
}

package io.sangam.accounts;

import io.sangam.imports.ImportTarget;
import io.sangam.kernel.Actor;
import io.sangam.records.ContactPoint;
import io.sangam.records.ContactPoints;
import io.sangam.records.ObjectType;
import io.sangam.records.RecordState;
import io.sangam.records.Records;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Accounts and contacts from files. A row with a number or address is whoever has that; an account without one is
/// known by its name.
final class PartyImport implements ImportTarget {

    private static final String BY_NAME = "name ";

    private final ObjectType type;
    private final Map<String, List<String>> aliases;
    private final Customers customers;
    private final ContactPoints contactPoints;
    private final Records records;

    private PartyImport(
            ObjectType type,
            Map<String, List<String>> aliases,
            Customers customers,
            ContactPoints contactPoints,
            Records records) {
        this.type = type;
        this.aliases = aliases;
        this.customers = customers;
        this.contactPoints = contactPoints;
        this.records = records;
    }

    @Configuration(proxyBeanMethods = false)
    static class Targets {

        private static final List<String> PHONE =
                List.of("Mobile", "Mobile number", "Phone number", "Contact number", "Telefon", "Tel");
        private static final List<String> EMAIL = List.of("E-mail address", "Mail", "Email ID");

        @Bean
        ImportTarget accountImport(
                ObjectType accountType, Customers customers, ContactPoints contactPoints, Records records) {
            return new PartyImport(
                    accountType,
                    Map.of(
                            "name", List.of("Account", "Account name", "Customer", "Customer name", "Company", "Firm"),
                            "phone", PHONE,
                            "email", EMAIL,
                            "city", List.of("Town", "Location", "Ort", "Stadt"),
                            "gst", List.of("GST", "GSTIN"),
                            "notes", List.of("Remarks", "Comment", "Description")),
                    customers,
                    contactPoints,
                    records);
        }

        @Bean
        ImportTarget contactImport(
                ObjectType contactType, Customers customers, ContactPoints contactPoints, Records records) {
            return new PartyImport(
                    contactType,
                    Map.of(
                            "firstName", List.of("First", "Given name", "Vorname"),
                            "lastName", List.of("Last", "Surname", "Family name", "Nachname", "Name"),
                            "phone", PHONE,
                            "email", EMAIL,
                            "jobTitle", List.of("Position", "Designation"),
                            "notes", List.of("Remarks", "Comment", "Description")),
                    customers,
                    contactPoints,
                    records);
        }
    }

    @Override
    public ObjectType type() {
        return type;
    }

    @Override
    public Map<String, List<String>> aliases() {
        return aliases;
    }

    @Override
    public Set<String> keys(Actor actor, Map<String, @Nullable Object> values) {
        var keys = contactPoints.ofFields(actor, type, values, List.of()).stream()
                .map(ContactPoint::matchKey)
                .collect(Collectors.toCollection(LinkedHashSet::new));
        if (keys.isEmpty() && values.get(type.titleField()) instanceof String name) {
            keys.add(BY_NAME + name.strip().toLowerCase(Locale.ROOT));
        }
        return keys;
    }

    @Override
    public Optional<RecordState> existing(Actor actor, Set<String> keys) {
        var system = Actor.system(actor.tenant());
        var named = keys.stream()
                .filter(key -> key.startsWith(BY_NAME))
                .flatMap(key -> contactPoints.titled(actor.tenant(), type, key.substring(BY_NAME.length())).stream());
        return Stream.concat(contactPoints.holding(actor.tenant(), type, keys).stream(), named)
                .flatMap(id -> records.load(system, type, id, false).stream())
                .findFirst();
    }

    @Override
    public RecordState take(Actor actor, Map<String, @Nullable Object> values, boolean automations, boolean resubmit) {
        return customers.make(actor, type, values, List.of(), Optional.empty());
    }
}

package io.sangam.sample;

import io.sangam.kernel.Ids;
import io.sangam.kernel.Money;
import io.sangam.kernel.UserId;
import io.sangam.pipelines.Pipeline;
import io.sangam.pipelines.Status;
import io.sangam.pipelines.StatusGroup;
import io.sangam.records.Change;
import io.sangam.records.RecordLoader.Happening;
import io.sangam.records.RecordLoader.Loaded;
import io.sangam.tenancy.Preset;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The leads that were won became customers: a firm or a person, and whom one speaks with there.
final class CustomerStory {

    private static final List<String> INDUSTRIES =
            List.of("Textiles", "Groceries", "Pharmacy", "Hardware", "Stationery", "Electronics");
    private static final List<String> ROLES = List.of("decision_maker", "decision_maker", "buyer", "user");
    private static final List<String> CARRIED = List.of("owner", "city", "territory", "partner", "source", "tags");

    private final Company company;
    private final Invention invention;
    private final Past past;
    private final Set<String> won;

    CustomerStory(Company company, Pipeline pipeline, Invention invention, Past past) {
        this.company = company;
        this.invention = invention;
        this.past = past;
        this.won = pipeline.definition().statuses().stream()
                .filter(status -> status.group() == StatusGroup.WON || status.group() == StatusGroup.DONE)
                .map(Status::key)
                .collect(Collectors.toSet());
    }

    void invent() {
        past.leads().stream()
                .filter(lead -> won.contains(String.valueOf(lead.values().get("status"))))
                .filter(lead -> lead.values().get("owner") != null)
                .forEach(this::convert);
    }

    private void convert(Loaded lead) {
        var values = lead.values();
        var at = lead.updatedAt();
        var by = (UserId) values.get("owner");
        if (by == null) {
            return;
        }
        var firm = values.get("company") != null;
        var account = Ids.at(at);
        var contact = Ids.at(at.plusMillis(1));
        past.accounts().add(new Loaded(account, 0, at, by, at, by, account(values, firm, at)));
        past.contacts().add(new Loaded(contact, 0, at, by, at, by, contact(values, account)));
        begin(past.accountHappenings(), account, at, by, "name", values.get(firm ? "company" : "title"));
        begin(
                past.contactHappenings(),
                contact,
                at,
                by,
                "name",
                values.get("firstName") + " " + values.get("lastName"));
        values.put("account", account);
        values.put("contact", contact);
        values.put("convertedAt", at);
        past.leadHappenings()
                .add(new Happening(
                        lead.id(),
                        at.plusMillis(2),
                        by,
                        "converted",
                        Map.of("account", Map.of("id", account), "contact", Map.of("id", contact)),
                        List.of()));
    }

    private Map<String, @Nullable Object> account(Map<String, @Nullable Object> lead, boolean firm, Instant at) {
        var broker = company.tenant().preset() == Preset.BROKER_OFFICE;
        var values = new LinkedHashMap<String, @Nullable Object>();
        CARRIED.forEach(field -> values.put(field, lead.get(field)));
        values.put("name", lead.get(firm ? "company" : "title"));
        values.put("type", firm ? "company" : invention.chance(20) ? "household" : "person");
        values.put("status", invention.chance(92) ? "active" : "inactive");
        // a firm's people have their numbers; a person is his own
        values.put("phone", firm ? null : lead.get("phone"));
        values.put("email", firm ? null : lead.get("email"));
        values.put("industry", firm ? invention.one(INDUSTRIES) : null);
        values.put("size", firm ? invention.one(List.of("small", "small", "medium", "large")) : null);
        values.put("customerSince", LocalDate.ofInstant(at, company.tenant().timeZone()));
        values.put("healthScore", 40 + 5 * (invention.chance(50) ? 7 : invention.chance(50) ? 3 : 10));
        values.put("engagement", invention.one(List.of("high", "medium", "medium", "low")));
        values.put("onboarding", invention.one(List.of("completed", "completed", "in_progress", "pending")));
        values.put("callFrequency", invention.one(List.of("weekly", "biweekly", "monthly")));
        values.put("paymentTerms", broker ? null : invention.one(List.of(15, 30, 30, 45)));
        values.put(
                "creditLimit", broker ? null : Money.ofMinor(invention.one(List.of(5L, 10L, 25L)) * 1_000_000L, "INR"));
        return values;
    }

    private Map<String, @Nullable Object> contact(Map<String, @Nullable Object> lead, UUID account) {
        var values = new LinkedHashMap<String, @Nullable Object>();
        for (var field : List.of("firstName", "lastName", "phone", "email", "city", "owner")) {
            values.put(field, lead.get(field));
        }
        values.put("name", lead.get("firstName") + " " + lead.get("lastName"));
        values.put("account", account);
        values.put("role", invention.one(ROLES));
        values.put("language", invention.one(List.of("English", "Hindi", "Marathi")));
        return values;
    }

    private static void begin(
            List<Happening> happenings, UUID id, Instant at, UserId by, String field, @Nullable Object value) {
        happenings.add(new Happening(id, at, by, "created", Map.of(), List.of(new Change(field, null, value))));
    }
}

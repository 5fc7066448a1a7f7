package io.sangam.leads;

import io.sangam.imports.ImportTarget;
import io.sangam.kernel.Actor;
import io.sangam.records.NewRecord;
import io.sangam.records.ObjectType;
import io.sangam.records.RecordState;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Leads from files: the same person is the same lead (R1), as everywhere.
@Component
class LeadImport implements ImportTarget {

    private static final Map<String, List<String>> ALIASES = Map.of(
            "title", List.of("Lead name", "Full name", "Customer name", "Name of customer", "Lead"),
            "firstName", List.of("First", "Given name", "Vorname"),
            "lastName", List.of("Last", "Surname", "Family name", "Nachname"),
            "phone",
                    List.of(
                            "Mobile",
                            "Mobile number",
                            "Phone number",
                            "Contact number",
                            "Contact no",
                            "Telefon",
                            "Tel"),
            "alternativePhone", List.of("Alternate phone", "Second phone", "Other phone", "Landline"),
            "email", List.of("E-mail address", "Mail", "Email ID"),
            "company", List.of("Firm", "Organisation", "Organization", "Account name", "Business name", "Firma"),
            "city", List.of("Town", "Location", "Ort", "Stadt"),
            "expectedValue", List.of("Amount", "Deal value", "Budget", "Value"),
            "description", List.of("Notes", "Remarks", "Requirement", "Comment", "Message"));

    private final ObjectType leadType;
    private final Leads leads;

    LeadImport(ObjectType leadType, Leads leads) {
        this.leadType = leadType;
        this.leads = leads;
    }

    @Override
    public ObjectType type() {
        return leadType;
    }

    @Override
    public Map<String, List<String>> aliases() {
        return ALIASES;
    }

    @Override
    public Set<String> keys(Actor actor, Map<String, @Nullable Object> values) {
        return leads.matchKeys(actor, values);
    }

    @Override
    public Optional<RecordState> existing(Actor actor, Set<String> keys) {
        return leads.open(actor, keys);
    }

    @Override
    public Set<String> known(Actor actor, Set<String> keys) {
        return leads.openKeys(actor, keys);
    }

    @Override
    public Map<Integer, RecordState> takeNew(Actor actor, List<NewRecord> rows) {
        return leads.takeNew(
                actor,
                rows.stream()
                        .map(row -> new NewRecord(imported(row.values()), row.changes()))
                        .toList());
    }

    private static Map<String, @Nullable Object> imported(Map<String, @Nullable Object> values) {
        var complete = new LinkedHashMap<String, @Nullable Object>(values);
        complete.putIfAbsent("source", "import");
        return complete;
    }

    @Override
    public RecordState take(Actor actor, Map<String, @Nullable Object> values, boolean automations, boolean resubmit) {
        var onDuplicate = resubmit ? Intake.OnDuplicate.RESUBMIT : Intake.OnDuplicate.CREATE;
        return leads.takeImported(
                actor, new Intake(imported(values), List.of(), Optional.empty(), onDuplicate), automations);
    }
}

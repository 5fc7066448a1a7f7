package io.sangam.sources;

import io.sangam.jobs.Jobs;
import io.sangam.kernel.Ids;
import io.sangam.kernel.KernelError;
import io.sangam.kernel.SangamException;
import io.sangam.kernel.SangamException.FieldError;
import io.sangam.kernel.TenantId;
import io.sangam.records.ObjectType;
import io.sangam.records.ObjectTypes;
import io.sangam.tenancy.Tenants;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

/// Where strangers come in: everything here runs for people without an account.
@Service
@Transactional
class Door {

    private static final int LONGEST_VALUE = 5_000;

    private final Tenants tenants;
    private final SourceRepository sources;
    private final ArrivalRepository arrivals;
    private final Intakes intakes;
    private final SignatureCheck signatures;
    private final Pace pace;
    private final Jobs jobs;
    private final ObjectTypes types;
    private final JsonMapper json;
    private final Clock clock;

    Door(
            Tenants tenants,
            SourceRepository sources,
            ArrivalRepository arrivals,
            Intakes intakes,
            SignatureCheck signatures,
            Pace pace,
            Jobs jobs,
            ObjectTypes types,
            JsonMapper json,
            Clock clock) {
        this.tenants = tenants;
        this.sources = sources;
        this.arrivals = arrivals;
        this.intakes = intakes;
        this.signatures = signatures;
        this.pace = pace;
        this.jobs = jobs;
        this.types = types;
        this.json = json;
        this.clock = clock;
    }

    /// A form as strangers may see it.
    record OpenForm(Source source, SourceDefinition.LeadForm form, ObjectType type) {}

    /// @param key the sender's name for this one, so that a double click is one enquiry
    /// @param trap a field people don't see: only a machine fills it in
    record Submission(
            @Nullable String key,
            Map<String, @Nullable String> values,
            boolean consent,
            @Nullable String trap,
            String ip) {}

    @Transactional(readOnly = true)
    TenantId company(String slug) {
        return tenants.activeBySlug(slug).orElseThrow(SangamException::notFound);
    }

    @Transactional(readOnly = true)
    OpenForm form(TenantId tenant, String key) {
        var source = sources.active(tenant, key).orElseThrow(SangamException::notFound);
        if (source.definition() instanceof SourceDefinition.LeadForm form) {
            return new OpenForm(source, form, types.get("lead"));
        }
        throw SangamException.notFound();
    }

    /// Rule R1 decides whether it is a new lead; the sender is told nothing of it.
    void submit(TenantId tenant, OpenForm open, Submission submission) {
        pace.form(open.source().id(), submission.ip());
        if (submission.trap() != null && !submission.trap().isEmpty()) {
            return; // a machine is thanked like everybody else
        }
        var values = checked(open.form(), submission);
        var id = Ids.next();
        var key = submission.key() == null || submission.key().isBlank() ? id.toString() : submission.key();
        var arrival = new ArrivalRepository.NewArrival(
                id,
                open.source().id(),
                key.substring(0, Math.min(key.length(), 200)),
                values,
                clock.instant(),
                null,
                null,
                open.form().consent(),
                submission.ip());
        if (arrivals.insert(tenant, arrival)) {
            intakes.takeForm(tenant, id, open.form(), values);
        }
    }

    /// Stored, then answered; taken in afterwards. A second delivery of the same is answered like the first.
    void receive(
            TenantId tenant,
            String key,
            @Nullable String messageId,
            @Nullable String timestamp,
            @Nullable String signature,
            byte[] body,
            String ip) {
        var source = sources.active(tenant, key).orElseThrow(SangamException::notFound);
        if (!(source.definition() instanceof SourceDefinition.InboundWebhook webhook)) {
            throw SangamException.notFound();
        }
        signatures.check(tenant, source, messageId, timestamp, signature, body);
        var payload = payload(body);
        var id = Ids.next();
        var arrival = new ArrivalRepository.NewArrival(
                id,
                source.id(),
                String.valueOf(messageId),
                payload,
                clock.instant(),
                FieldMapping.instant(payload, webhook.happenedAt()).orElse(null),
                FieldMapping.text(payload, webhook.objectKey()).orElse(null),
                null,
                ip);
        if (arrivals.insert(tenant, arrival)) {
            jobs.enqueue(tenant, intakes, id);
        }
    }

    private JsonNode payload(byte[] body) {
        try {
            var payload = json.readTree(body);
            if (payload.isObject()) {
                return payload;
            }
        } catch (JacksonException _) {
            // said below
        }
        throw new SangamException(KernelError.REQUEST_MALFORMED, "The body is a JSON object");
    }

    /// Only what the form asks for: a stranger sets no other field of a lead.
    private static JsonNode checked(SourceDefinition.LeadForm form, Submission submission) {
        var errors = new ArrayList<FieldError>();
        var values = JsonNodeFactory.instance.objectNode();
        var asked = new HashSet<String>();
        for (var question : form.questions()) {
            asked.add(question.field());
            var value = submission.values().get(question.field());
            if (value != null && value.length() > LONGEST_VALUE) {
                errors.add(new FieldError("/values/" + question.field(), "VALUE_TOO_LONG", question.label()));
            } else if (value != null && !value.isBlank()) {
                values.put(question.field(), value.strip());
            } else if (question.required()) {
                errors.add(new FieldError("/values/" + question.field(), "VALUE_REQUIRED", question.label()));
            }
        }
        submission.values().keySet().stream()
                .filter(name -> !asked.contains(name))
                .forEach(name ->
                        errors.add(new FieldError("/values/" + name, "FIELD_UNKNOWN", "The form has no such field")));
        if (form.consent() != null && !submission.consent()) {
            errors.add(new FieldError("/consent", "VALUE_REQUIRED", form.consent()));
        }
        if (!errors.isEmpty()) {
            throw new SangamException(
                    KernelError.VALIDATION_FAILED, errors.getFirst().message(), errors);
        }
        return values;
    }
}

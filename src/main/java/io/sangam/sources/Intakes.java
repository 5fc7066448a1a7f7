package io.sangam.sources;

import io.sangam.jobs.JobHandler;
import io.sangam.kernel.Actor;
import io.sangam.kernel.SangamException;
import io.sangam.kernel.TenantId;
import io.sangam.leads.Intake;
import io.sangam.leads.Leads;
import io.sangam.records.ObjectTypes;
import io.sangam.records.RecordWriter;
import io.sangam.records.Records;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;
import tools.jackson.databind.JsonNode;

/// Makes leads of what arrived. As a job for inbound webhooks: their sender waits for no more than that we have it.
@Component
class Intakes implements JobHandler<UUID> {

    private static final int ERROR_LENGTH = 1_000;

    private final ArrivalRepository arrivals;
    private final SourceRepository sources;
    private final Leads leads;
    private final Records records;
    private final RecordWriter writer;
    private final ObjectTypes types;
    private final TransactionOperations transactions;

    Intakes(
            ArrivalRepository arrivals,
            SourceRepository sources,
            Leads leads,
            Records records,
            RecordWriter writer,
            ObjectTypes types,
            TransactionOperations transactions) {
        this.arrivals = arrivals;
        this.sources = sources;
        this.leads = leads;
        this.records = records;
        this.writer = writer;
        this.types = types;
        this.transactions = transactions;
    }

    @Override
    public String name() {
        return "sources.arrival";
    }

    @Override
    public Class<UUID> data() {
        return UUID.class;
    }

    /// What the payload lacks is an answer, to be seen in the log; everything else is tried again.
    @Override
    public void run(TenantId tenant, UUID id) {
        try {
            transactions.executeWithoutResult(_ -> arrivals.lock(tenant, id)
                    .filter(arrival -> arrival.status().equals("received"))
                    .ifPresent(arrival -> take(tenant, arrival)));
        } catch (SangamException e) {
            var reason = e.code().name() + ": " + e.getMessage();
            transactions.executeWithoutResult(_ -> arrivals.settle(
                    tenant, id, "failed", reason.substring(0, Math.min(reason.length(), ERROR_LENGTH))));
        }
    }

    private void take(TenantId tenant, Arrival arrival) {
        var source = sources.find(tenant, arrival.source()).orElseThrow(SangamException::notFound);
        var payload = arrivals.payload(tenant, arrival.id());
        switch (source.definition()) {
            case SourceDefinition.LeadForm form -> takeForm(tenant, arrival.id(), form, payload);
            case SourceDefinition.InboundWebhook webhook -> takeMessage(tenant, arrival, webhook, payload);
        }
    }

    /// @param values lead fields, as they were typed
    void takeForm(TenantId tenant, UUID arrival, SourceDefinition.LeadForm form, JsonNode values) {
        var complete = FieldMapping.read(types.get("lead"), values.asObject());
        complete.put("source", form.leadSource());
        takeIn(tenant, arrival, complete);
    }

    private void takeMessage(
            TenantId tenant, Arrival arrival, SourceDefinition.InboundWebhook webhook, JsonNode payload) {
        var values = FieldMapping.values(types.get("lead"), webhook.mappings(), payload);
        var object = arrival.objectKey();
        if (object != null) {
            arrivals.lockObject(tenant, arrival.source(), object);
            var happenedAt = arrival.happenedAt();
            if (happenedAt != null
                    && arrivals.newest(tenant, arrival.source(), object)
                            .filter(newest -> newest.isAfter(happenedAt))
                            .isPresent()) {
                arrivals.settle(tenant, arrival.id(), "stale", null);
                return;
            }
            var known = arrivals.leadOf(tenant, arrival.source(), object)
                    .filter(lead -> records.isReadable(Actor.system(tenant), types.get("lead"), lead));
            if (known.isPresent()) {
                change(tenant, arrival.id(), known.get(), values);
                return;
            }
        }
        if (!values.has("source")) {
            values.put("source", "other");
        }
        takeIn(tenant, arrival.id(), values);
    }

    private void change(TenantId tenant, UUID arrival, UUID lead, JsonNode values) {
        var system = Actor.system(tenant);
        var type = types.get("lead");
        var parsed = writer.parse(system, type, values);
        var state = records.load(system, type, lead);
        writer.update(system, type, lead, state.version(), parsed);
        arrivals.done(tenant, arrival, "updated", lead);
    }

    private void takeIn(TenantId tenant, UUID arrival, JsonNode values) {
        var system = Actor.system(tenant);
        var parsed = writer.parse(system, types.get("lead"), values);
        var outcome = leads.take(system, new Intake(parsed, List.of(), Optional.empty(), Intake.OnDuplicate.RESUBMIT));
        var word = switch (outcome) {
            case Intake.Outcome.Created _ -> "created";
            case Intake.Outcome.Linked _ -> "linked";
            case Intake.Outcome.Resubmitted _ -> "resubmitted";
        };
        arrivals.done(tenant, arrival, word, outcome.lead());
    }
}

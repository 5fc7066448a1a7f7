package io.sangam.proposals;

import io.sangam.jobs.JobHandler;
import io.sangam.jobs.Jobs;
import io.sangam.jobs.Schedule;
import io.sangam.kernel.Actor;
import io.sangam.kernel.SangamException;
import io.sangam.kernel.TenantId;
import io.sangam.records.Activities;
import io.sangam.records.Filter;
import io.sangam.records.ObjectType;
import io.sangam.records.RecordWriter;
import io.sangam.records.Records;
import io.sangam.tenancy.Tenants;
import java.time.Clock;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;
import tools.jackson.databind.node.JsonNodeFactory;

/// Every night in the company's own time: what was sent and whose last day has passed is expired. One transaction each,
/// and the status says what is done: a second run, or one after days of downtime, finds only what is left. Until then
/// the
/// link itself knows.
@Component
class Lapses implements JobHandler<Lapses.Nothing> {

    /// All there is to know is the tenant.
    record Nothing() {}

    private static final Logger log = LoggerFactory.getLogger(Lapses.class);
    private static final int BATCH = 500;
    private static final LocalTime AT = LocalTime.of(0, 10);
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final ObjectType proposalType;
    private final ObjectType dealType;
    private final LineRepository repository;
    private final Records records;
    private final RecordWriter writer;
    private final Activities activities;
    private final Tenants tenants;
    private final TransactionOperations transactions;
    private final Clock clock;

    Lapses(
            ObjectType proposalType,
            ObjectType dealType,
            LineRepository repository,
            Records records,
            RecordWriter writer,
            Activities activities,
            Tenants tenants,
            TransactionOperations transactions,
            Clock clock) {
        this.proposalType = proposalType;
        this.dealType = dealType;
        this.repository = repository;
        this.records = records;
        this.writer = writer;
        this.activities = activities;
        this.tenants = tenants;
        this.transactions = transactions;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "proposal-lapses";
    }

    @Override
    public Class<Nothing> data() {
        return Nothing.class;
    }

    @Override
    public void run(TenantId tenant, Nothing data) {
        var today = LocalDate.ofInstant(clock.instant(), tenants.get(tenant).timeZone());
        var due = new Filter.And(List.of(
                new Filter.Test(ProposalObject.STATUS, "eq", JSON.stringNode(ProposalStatus.SENT.key())),
                new Filter.Test(ProposalObject.VALID_UNTIL, "before", JSON.stringNode(today.toString()))));
        var system = Actor.system(tenant);
        var full = true;
        while (full) {
            var batch = records.ids(system, proposalType, due, BATCH);
            var expired =
                    batch.stream().filter(id -> expired(system, id, today)).count();
            // what has expired is found no more, so a batch of which nothing has would come again
            full = batch.size() == BATCH && expired > 0;
        }
    }

    private boolean expired(Actor system, UUID id, LocalDate today) {
        try {
            transactions.executeWithoutResult(_ -> expire(system, id, today));
            return true;
        } catch (SangamException refusal) {
            log.atWarn()
                    .addKeyValue("proposal", id)
                    .addKeyValue("code", refusal.code().name())
                    .log("A proposal was not expired");
            return false;
        }
    }

    private void expire(Actor system, UUID id, LocalDate today) {
        // a customer who decides at this moment goes first, or finds it expired
        repository.lock(system.tenant(), id);
        var proposal = records.load(system, proposalType, id);
        var last = (LocalDate) Objects.requireNonNull(proposal.value(ProposalObject.VALID_UNTIL));
        if (Proposals.status(proposal) != ProposalStatus.SENT || !last.isBefore(today)) {
            return;
        }
        writer.update(
                system, proposal, Map.of(ProposalObject.STATUS, ProposalStatus.EXPIRED.key()), "expired", Map.of());
        var deal = (UUID) Objects.requireNonNull(proposal.value(ProposalObject.DEAL));
        activities.record(system, dealType, deal, "proposalExpired", Offers.said(proposal));
    }

    @Configuration(proxyBeanMethods = false)
    static class Timing {

        @Bean
        Schedule proposalExpiries(Jobs jobs, Lapses job) {
            return new Schedule.Daily(
                    "daily-proposal-lapses", AT, tenant -> jobs.enqueue(tenant.id(), job, new Nothing()));
        }
    }
}

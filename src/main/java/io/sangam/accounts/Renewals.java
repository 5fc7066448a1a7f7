package io.sangam.accounts;

import io.sangam.jobs.JobHandler;
import io.sangam.jobs.Jobs;
import io.sangam.jobs.Schedule;
import io.sangam.kernel.Actor;
import io.sangam.kernel.SangamException;
import io.sangam.kernel.TenantId;
import io.sangam.pipelines.TaskDesk;
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
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;
import tools.jackson.databind.node.JsonNodeFactory;

/// R14, every day at ten in the company's own time: what expires within thirty days is to be renewed, with a task for
/// whoever the account belongs to; what has expired says so. One transaction each, and the status says what is done: a
/// second run, or one after days of downtime, finds only what is left.
@Component
class Renewals implements JobHandler<Renewals.Nothing> {

    /// All there is to know is the tenant.
    record Nothing() {}

    static final int DAYS_BEFORE = 30;
    private static final Logger log = LoggerFactory.getLogger(Renewals.class);
    private static final int BATCH = 500;
    private static final LocalTime AT = LocalTime.of(10, 0);
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final ObjectType holdingType;
    private final Records records;
    private final RecordWriter writer;
    private final ObjectProvider<TaskDesk> tasks;
    private final Tenants tenants;
    private final TransactionOperations transactions;
    private final Clock clock;

    Renewals(
            ObjectType holdingType,
            Records records,
            RecordWriter writer,
            ObjectProvider<TaskDesk> tasks,
            Tenants tenants,
            TransactionOperations transactions,
            Clock clock) {
        this.holdingType = holdingType;
        this.records = records;
        this.writer = writer;
        this.tasks = tasks;
        this.tenants = tenants;
        this.transactions = transactions;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "holding-renewals";
    }

    @Override
    public Class<Nothing> data() {
        return Nothing.class;
    }

    @Override
    public void run(TenantId tenant, Nothing data) {
        var today = LocalDate.ofInstant(clock.instant(), tenants.get(tenant).timeZone());
        each(tenant, List.of("active", "renew"), today, "expired", today);
        each(tenant, List.of("active"), today.plusDays(DAYS_BEFORE + 1L), "renew", today);
    }

    private void each(TenantId tenant, List<String> from, LocalDate before, String to, LocalDate today) {
        var states = JSON.arrayNode();
        from.forEach(states::add);
        var due = new Filter.And(List.of(
                new Filter.Test("status", "in", states),
                new Filter.Test("expiresOn", "before", JSON.stringNode(before.toString()))));
        var system = Actor.system(tenant);
        var full = true;
        while (full) {
            var batch = records.ids(system, holdingType, due, BATCH);
            var turned =
                    batch.stream().filter(id -> turned(system, id, to, today)).count();
            // what was turned is found no more, so a batch of which nothing was would come again
            full = batch.size() == BATCH && turned > 0;
        }
    }

    private boolean turned(Actor system, UUID id, String to, LocalDate today) {
        try {
            transactions.executeWithoutResult(_ -> turn(system, id, to, today));
            return true;
        } catch (SangamException refusal) {
            // somebody works on it right now: tomorrow again
            log.atWarn()
                    .addKeyValue("holding", id)
                    .addKeyValue("code", refusal.code().name())
                    .log("A holding was not turned");
            return false;
        }
    }

    private void turn(Actor system, UUID id, String to, LocalDate today) {
        var holding = records.load(system, holdingType, id);
        writer.update(
                system,
                holdingType,
                id,
                holding.version(),
                Map.of("status", to),
                "updated",
                Map.of("reason", "expiry"));
        if (to.equals("renew")) {
            var account = (UUID) Objects.requireNonNull(holding.value("account"));
            var zone = tenants.get(system.tenant()).timeZone();
            tasks.ifAvailable(desk -> desk.create(
                    system,
                    Customers.ACCOUNT,
                    account,
                    new TaskDesk.NewTask(
                            "Renew " + holding.title(),
                            TaskDesk.FOLLOW_UP,
                            today.plusDays(1).atTime(10, 0).atZone(zone).toInstant(),
                            null)));
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Timing {

        @Bean
        Schedule holdingRenewals(Jobs jobs, Renewals job) {
            return new Schedule.Daily(
                    "daily-holding-renewals", AT, tenant -> jobs.enqueue(tenant.id(), job, new Nothing()));
        }
    }
}

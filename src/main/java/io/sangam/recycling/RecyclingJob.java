package io.sangam.recycling;

import io.sangam.jobs.JobHandler;
import io.sangam.jobs.Jobs;
import io.sangam.jobs.Schedule;
import io.sangam.kernel.TenantId;
import java.time.Clock;
import java.time.LocalTime;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;

/// Every morning before work, in the company's own time. The schedule only puts the job into the queue, because a run
/// is
/// one transaction, and a job has many.
@Component
class RecyclingJob implements JobHandler<RecyclingJob.Nothing> {

    /// All there is to know is the tenant.
    record Nothing() {}

    private static final LocalTime AT = LocalTime.of(6, 0);

    private final IdleRecords idle;
    private final Clock clock;

    RecyclingJob(IdleRecords idle, Clock clock) {
        this.idle = idle;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "record-recycling";
    }

    @Override
    public Class<Nothing> data() {
        return Nothing.class;
    }

    @Override
    public void run(TenantId tenant, Nothing data) {
        idle.run(tenant, clock.instant());
    }

    @Configuration(proxyBeanMethods = false)
    static class Timing {

        @Bean
        Schedule recycling(Jobs jobs, RecyclingJob job) {
            return new Schedule.Daily(
                    "daily-record-recycling", AT, tenant -> jobs.enqueue(tenant.id(), job, new Nothing()));
        }
    }
}

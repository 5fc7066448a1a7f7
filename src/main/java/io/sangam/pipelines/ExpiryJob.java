package io.sangam.pipelines;

import io.sangam.jobs.JobHandler;
import io.sangam.jobs.Jobs;
import io.sangam.jobs.Schedule;
import io.sangam.kernel.TenantId;
import java.time.LocalTime;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;

/// Every day at ten in the tenant's own time (R13). The schedule only puts the job into the queue, because a run is one
/// transaction, and a job has one per record.
@Component
class ExpiryJob implements JobHandler<ExpiryJob.Nothing> {

    /// All there is to know is the tenant.
    record Nothing() {}

    private static final String JOB = "record-expiry";
    private static final String SCHEDULE = "daily-record-expiry";
    private static final LocalTime AT = LocalTime.of(10, 0);

    private final Expiries expiries;

    ExpiryJob(Expiries expiries) {
        this.expiries = expiries;
    }

    @Override
    public String name() {
        return JOB;
    }

    @Override
    public Class<Nothing> data() {
        return Nothing.class;
    }

    @Override
    public void run(TenantId tenant, Nothing data) {
        expiries.run(tenant);
    }

    @Configuration(proxyBeanMethods = false)
    static class Timing {

        @Bean
        Schedule recordExpiry(Jobs jobs, ExpiryJob job) {
            return new Schedule.Daily(SCHEDULE, AT, tenant -> jobs.enqueue(tenant.id(), job, new Nothing()));
        }
    }
}

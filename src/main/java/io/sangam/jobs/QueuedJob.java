package io.sangam.jobs;

import io.sangam.kernel.TenantId;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/// What the queue keeps of a job.
record QueuedJob(TenantId tenant, UUID id, JsonNode data, String traceId) {}

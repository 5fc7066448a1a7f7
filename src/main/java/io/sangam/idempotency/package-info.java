/// Idempotency: a POST that is sent again with the same Idempotency-Key has one effect and the same answer.
@ApplicationModule(
        displayName = "Idempotency",
        allowedDependencies = {"database", "tenancy", "jobs"})
@NullMarked
package io.sangam.idempotency;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

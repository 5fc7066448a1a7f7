/// Limits: how much one caller may ask of us in a minute, counted by all processes together.
@ApplicationModule(
        displayName = "Limits",
        allowedDependencies = {"database", "tenancy", "redis"})
@NullMarked
package io.sangam.limits;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

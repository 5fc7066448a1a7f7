/// Sample: three invented companies to try Sangam with, loaded by `--sample`: `acme` sells with partners, `globex` is a
/// broker's office, `harbour` a company like many.
///
/// Names and texts are the same each time, dates lie around the day of loading. The people do not exist: their phone
/// numbers are from the ranges that Ofcom (+44 7700 900xxx) and the North American plan (555-01xx) keep for fiction,
/// their e-mail addresses end in example.com and example.org.
@ApplicationModule(
        displayName = "Sample companies",
        allowedDependencies = {
            "database",
            "tenancy",
            "identity",
            "access",
            "records",
            "pipelines",
            "approvals",
            "assignment",
            "recycling",
            "tasks",
            "leads",
            "proposals",
            "tickets",
            "setup"
        })
@NullMarked
package io.sangam.sample;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

package io.sangam.limits;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// On a controller's method, or on the controller: what its requests are counted as, for each caller, beside the
/// requests themselves. `@Paced(Allowance.AI)` is all a route needs.
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface Paced {
    Allowance value();
}

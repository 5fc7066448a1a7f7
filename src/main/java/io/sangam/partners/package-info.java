/// Partners: external firms whose people sell with us.
///
/// A *partner user* belongs to such a firm; his role's scope `partner` reaches his firm's records as far as his data
/// visibility says. The *manager* is the colleague who looks after the firm.
@ApplicationModule(
        displayName = "Partners",
        allowedDependencies = {"tenancy", "identity", "access", "records"})
@NullMarked
package io.sangam.partners;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

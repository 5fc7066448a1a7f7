/// Audit: who changed what, and who came in or tried, to be browsed and exported by those who have to know.
///
/// It keeps nothing itself: changes are the spine's activities, sign-ins are identity's security events.
@ApplicationModule(
        displayName = "Audit",
        allowedDependencies = {"identity", "access", "records"})
@NullMarked
package io.sangam.audit;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

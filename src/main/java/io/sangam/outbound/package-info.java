/// Outbound: the one door to addresses that people typed in. Whoever sends to such an address sends through
/// [Outbound], whoever stores one asks [OutboundGuard] first.
///
/// Only public addresses are reached: neither our own network nor a cloud's metadata service, whatever the name
/// resolves to at that moment. What an operator lists in `sangam.outbound.allow` is reached as well.
@ApplicationModule(
        displayName = "Outbound",
        allowedDependencies = {})
@NullMarked
package io.sangam.outbound;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

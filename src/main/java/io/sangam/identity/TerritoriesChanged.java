package io.sangam.identity;

import io.sangam.events.DomainEvent;
import io.sangam.kernel.Actor;
import java.util.List;
import java.util.UUID;

/// Cities came to a territory or left one: whoever keeps records by territory looks at those again.
///
/// @param subject the territory
/// @param cities in small letters
public record TerritoriesChanged(Actor actor, UUID subject, List<String> cities) implements DomainEvent {}

package io.sangam.identity;

import io.sangam.kernel.UserId;
import java.util.Set;
import java.util.UUID;

/// What besides his own a user's row scope can reach (spec, section 7).
///
/// @param wholePartner a partner's user sees all records of his partner, not only his own (`data_visibility`)
/// @param territories the sales areas he works in
/// @param supports the salespeople he works for
public record Reach(boolean wholePartner, Set<UUID> territories, Set<UserId> supports) {

    public static final Reach OWN = new Reach(false, Set.of(), Set.of());

    public Reach {
        territories = Set.copyOf(territories);
        supports = Set.copyOf(supports);
    }
}

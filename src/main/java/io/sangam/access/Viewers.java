package io.sangam.access;

import io.sangam.identity.ViewingGate;
import io.sangam.kernel.Actor;
import io.sangam.kernel.SangamException;
import io.sangam.kernel.UserId;
import org.springframework.stereotype.Component;

/// Who may look through a colleague's eyes: whoever has the right to, at those who hold no more than he does and see no
/// row that he does not see anyway.
@Component
class Viewers implements ViewingGate {

    private static final String USERS = "users";
    private static final String VIEW_AS = "viewAs";

    private final Access access;

    Viewers(Access access) {
        this.access = access;
    }

    @Override
    public void require(Actor viewer, UserId viewed) {
        access.require(viewer, USERS, VIEW_AS);
        if (viewer.user().equals(viewed)) {
            throw new SangamException(AccessError.NOT_YOURSELF, "You see the product through your own eyes already");
        }
        if (!reachesAll(viewer, viewed)) {
            throw new SangamException(
                    AccessError.RIGHTS_EXCEED_YOURS, "This user may do or see something that you may not");
        }
    }

    @Override
    public boolean admits(Actor viewer, UserId viewed) {
        return access.rights(viewer).can(USERS, VIEW_AS) && reachesAll(viewer, viewed);
    }

    /// Two people of the same scope still see different rows, unless that scope is everything.
    private boolean reachesAll(Actor viewer, UserId viewed) {
        var other = access.grants(new Actor(viewer.tenant(), viewed));
        var own = access.grants(viewer);
        return own.cover(other)
                && other.rights().modules().entrySet().stream()
                        .filter(module -> module.getValue().level() != Level.NONE)
                        .allMatch(module -> own.rights().module(module.getKey()).scope() == RowScope.ALL);
    }
}

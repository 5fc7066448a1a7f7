package io.sangam.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.sangam.kernel.UserId;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DirectoryTest {

    private final UUID west = UUID.randomUUID();
    private final UUID mumbai = UUID.randomUUID();
    private final UserId head = UserId.next();
    private final UserId lead = UserId.next();
    private final UserId seller = UserId.next();
    private final UserId caller = UserId.next();
    private final UserId stranger = UserId.next();

    private final Directory directory = Directory.of(
            List.of(
                    user(head, null, null),
                    user(lead, mumbai, null),
                    user(seller, mumbai, null),
                    user(caller, null, seller),
                    user(stranger, null, null)),
            List.of(new Team(west, "West", null, head, 0), new Team(mumbai, "Mumbai", west, lead, 0)),
            List.of());

    @Test
    void whoLeadsATeamHasTheTeamsBelowAndTheirPeopleUnderHim() {
        assertThat(directory.under(head)).containsExactlyInAnyOrder(head, lead, seller, caller);
        assertThat(directory.under(lead)).containsExactlyInAnyOrder(lead, seller, caller);
    }

    @Test
    void aManagerHasHisReportsUnderHim() {
        assertThat(directory.under(seller)).containsExactlyInAnyOrder(seller, caller);
        assertThat(directory.under(caller)).containsExactly(caller);
        assertThat(directory.under(stranger)).containsExactly(stranger);
    }

    @Test
    void aCircleOfManagersEnds() {
        var circle = Directory.of(List.of(user(head, null, seller), user(seller, null, head)), List.of(), List.of());

        assertThat(circle.under(head)).containsExactlyInAnyOrder(head, seller);
    }

    @Test
    void aShareWithATeamReachesTheTeamsBelow() {
        assertThat(directory.teamsOf(seller)).containsExactlyInAnyOrder(mumbai, west);
        assertThat(directory.teamsOf(head)).containsExactly(west);
        assertThat(directory.teamsOf(caller)).isEmpty();
    }

    private static User user(UserId id, @Nullable UUID team, @Nullable UserId manager) {
        return new User(
                id,
                "N",
                "n@example.com",
                null,
                team,
                manager,
                null,
                Reach.OWN,
                null,
                null,
                Presence.AVAILABLE,
                null,
                null,
                true,
                null,
                0);
    }
}

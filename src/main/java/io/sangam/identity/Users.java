package io.sangam.identity;

import io.sangam.kernel.TenantId;
import io.sangam.kernel.UserId;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Service;

/// Who is who. Answers may be up to five seconds old.
@Service
public class Users {

    private final DirectoryCache directories;

    Users(DirectoryCache directories) {
        this.directories = directories;
    }

    public Optional<User> find(TenantId tenant, UserId id) {
        return Optional.ofNullable(directories.get(tenant).users().get(id));
    }

    /// Everyone, also those who left, by name.
    public List<User> all(TenantId tenant) {
        return directories.get(tenant).sorted();
    }

    /// Only those that exist are in the answer.
    public Map<UserId, String> names(TenantId tenant, Collection<UserId> ids) {
        if (ids.isEmpty()) {
            return Map.of();
        }
        var users = directories.get(tenant).users();
        var names = new HashMap<UserId, String>();
        for (var id : ids) {
            var user = users.get(id);
            if (user != null) {
                names.put(id, user.name());
            }
        }
        return names;
    }

    /// Himself, and everyone whose chain of managers or whose team leads to him.
    public List<UserId> under(TenantId tenant, UserId user) {
        return directories.get(tenant).under(user);
    }

    /// The active members of a team, without those of its sub-teams.
    public List<User> inTeam(TenantId tenant, UUID team) {
        return all(tenant).stream()
                .filter(user -> user.active() && team.equals(user.teamId()))
                .toList();
    }

    /// The active users of the same partner firm.
    public List<User> ofPartner(TenantId tenant, UUID partner) {
        return all(tenant).stream()
                .filter(user -> user.active() && partner.equals(user.partnerId()))
                .toList();
    }

    public Optional<Team> team(TenantId tenant, UUID id) {
        return Optional.ofNullable(directories.get(tenant).teams().get(id));
    }

    public List<Team> teams(TenantId tenant) {
        return directories.get(tenant).teams().values().stream()
                .sorted(Comparator.comparing(Team::name, String.CASE_INSENSITIVE_ORDER))
                .toList();
    }

    public List<Territory> territories(TenantId tenant) {
        return directories.get(tenant).territories().values().stream()
                .sorted(Comparator.comparing(Territory::name, String.CASE_INSENSITIVE_ORDER))
                .toList();
    }

    /// Stays the same thing as long as nothing anybody is asked here has another answer.
    public Object state(TenantId tenant) {
        return directories.get(tenant);
    }

    /// The territory a city lies in, however it is written.
    public Optional<UUID> territoryOf(TenantId tenant, String city) {
        return Optional.ofNullable(directories.get(tenant).territoryByCity().get(Territories.norm(city)));
    }

    /// The teams whose shares reach the user: his own, those he leads, and all above them.
    public Set<UUID> teamsOf(TenantId tenant, UserId user) {
        return directories.get(tenant).teamsOf(user);
    }
}

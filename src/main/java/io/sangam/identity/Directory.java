package io.sangam.identity;

import io.sangam.kernel.UserId;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// All people, teams and territories of one tenant at one moment, and who works under whom.
record Directory(
        Map<UserId, User> users,
        Map<UUID, Team> teams,
        Map<UUID, Territory> territories,
        Map<String, UUID> territoryByCity) {

    static Directory of(List<User> users, List<Team> teams, List<Territory> territories) {
        var byCity = new HashMap<String, UUID>();
        territories.forEach(each -> each.cities().forEach(city -> byCity.put(city, each.id())));
        return new Directory(
                users.stream().collect(Collectors.toUnmodifiableMap(User::id, Function.identity())),
                teams.stream().collect(Collectors.toUnmodifiableMap(Team::id, Function.identity())),
                territories.stream().collect(Collectors.toUnmodifiableMap(Territory::id, Function.identity())),
                Map.copyOf(byCity));
    }

    List<User> sorted() {
        return users.values().stream()
                .sorted(Comparator.comparing(User::name, String.CASE_INSENSITIVE_ORDER)
                        .thenComparing(user -> user.id().value()))
                .toList();
    }

    /// Himself, and everyone whose chain of managers or whose team leads to him.
    List<UserId> under(UserId chief) {
        var reached = new LinkedHashSet<UserId>();
        var waiting = new ArrayDeque<>(List.of(chief));
        while (!waiting.isEmpty()) {
            var next = waiting.remove();
            if (reached.add(next)) {
                var teamsLed = teamsLedBy(next);
                for (var user : users.values()) {
                    if (next.equals(user.managerId()) || (user.teamId() != null && teamsLed.contains(user.teamId()))) {
                        waiting.add(user.id());
                    }
                }
            }
        }
        return List.copyOf(reached);
    }

    /// The teams whose shares reach the user: his own, those he leads, and all above them.
    Set<UUID> teamsOf(UserId id) {
        var found = new HashSet<UUID>();
        teams.values().stream()
                .filter(team -> id.equals(team.leaderId()))
                .forEach(team -> addWithParents(team.id(), found));
        var user = users.get(id);
        if (user != null) {
            addWithParents(user.teamId(), found);
        }
        return found;
    }

    /// A team and everything below it.
    Set<UUID> below(UUID team) {
        return teams.keySet().stream()
                .filter(candidate -> {
                    var chain = new HashSet<UUID>();
                    addWithParents(candidate, chain);
                    return chain.contains(team);
                })
                .collect(Collectors.toSet());
    }

    private Set<UUID> teamsLedBy(UserId leader) {
        return teams.values().stream()
                .filter(team -> leader.equals(team.leaderId()))
                .flatMap(team -> below(team.id()).stream())
                .collect(Collectors.toSet());
    }

    private void addWithParents(@Nullable UUID start, Set<UUID> found) {
        for (var id = start; id != null && found.add(id); ) {
            var team = teams.get(id);
            id = team == null ? null : team.parentId();
        }
    }
}

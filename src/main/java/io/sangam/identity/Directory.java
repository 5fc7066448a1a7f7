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
///
/// @param reports who works right under somebody: whose manager he is, and who is in a team he leads or below it
/// @param active how many may sign in
record Directory(
        Map<UserId, User> users,
        Map<UUID, Team> teams,
        Map<UUID, Territory> territories,
        Map<String, UUID> territoryByCity,
        Map<UserId, Set<UserId>> reports,
        int active) {

    static Directory of(List<User> users, List<Team> teams, List<Territory> territories) {
        var byCity = new HashMap<String, UUID>();
        territories.forEach(each -> each.cities().forEach(city -> byCity.put(city, each.id())));
        var byId = teams.stream().collect(Collectors.toUnmodifiableMap(Team::id, Function.identity()));
        return new Directory(
                users.stream().collect(Collectors.toUnmodifiableMap(User::id, Function.identity())),
                byId,
                territories.stream().collect(Collectors.toUnmodifiableMap(Territory::id, Function.identity())),
                Map.copyOf(byCity),
                reports(users, byId),
                (int) users.stream().filter(User::active).count());
    }

    private static Map<UserId, Set<UserId>> reports(List<User> users, Map<UUID, Team> teams) {
        var reports = new HashMap<UserId, Set<UserId>>();
        for (var user : users) {
            if (user.managerId() != null) {
                reports.computeIfAbsent(user.managerId(), _ -> new LinkedHashSet<>())
                        .add(user.id());
            }
            for (var id : withParents(user.teamId(), teams)) {
                @Nullable Team team = teams.get(id);
                if (team != null && team.leaderId() != null) {
                    reports.computeIfAbsent(team.leaderId(), _ -> new LinkedHashSet<>())
                            .add(user.id());
                }
            }
        }
        return reports;
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
                waiting.addAll(reports.getOrDefault(next, Set.of()));
            }
        }
        return List.copyOf(reached);
    }

    /// The teams whose shares reach the user: his own, those he leads, and all above them.
    Set<UUID> teamsOf(UserId id) {
        var found = new HashSet<UUID>();
        teams.values().stream()
                .filter(team -> id.equals(team.leaderId()))
                .forEach(team -> found.addAll(withParents(team.id(), teams)));
        var user = users.get(id);
        if (user != null) {
            found.addAll(withParents(user.teamId(), teams));
        }
        return found;
    }

    /// A team and everything below it.
    Set<UUID> below(UUID team) {
        return teams.keySet().stream()
                .filter(candidate -> withParents(candidate, teams).contains(team))
                .collect(Collectors.toSet());
    }

    private static Set<UUID> withParents(@Nullable UUID start, Map<UUID, Team> teams) {
        var found = new LinkedHashSet<UUID>();
        for (var id = start; id != null && found.add(id); ) {
            var team = teams.get(id);
            id = team == null ? null : team.parentId();
        }
        return found;
    }
}

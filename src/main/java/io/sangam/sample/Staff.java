package io.sangam.sample;

import io.sangam.access.Administration;
import io.sangam.identity.Reach;
import io.sangam.identity.Team;
import io.sangam.identity.Teams;
import io.sangam.identity.Territories;
import io.sangam.identity.User;
import io.sangam.identity.UserAccounts;
import io.sangam.identity.UserAccounts.NewUser;
import io.sangam.kernel.Actor;
import io.sangam.kernel.TenantId;
import io.sangam.kernel.UserId;
import io.sangam.records.ObjectTypes;
import io.sangam.records.RecordState;
import io.sangam.records.RecordWriter;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Hires the people of a sample company and puts them into their teams.
@Component
class Staff {

    /// @param byName in the order of the company's list
    /// @param roles by user
    /// @param partner the firm that employs the callers
    /// @param territories by city, in small letters
    record People(
            Map<String, User> byName,
            Map<UserId, String> roles,
            Map<String, UUID> teams,
            UUID partner,
            Map<String, UUID> territories) {

        List<UserId> inRole(String role) {
            return byName.values().stream()
                    .map(User::id)
                    .filter(id -> role.equals(roles.get(id)))
                    .toList();
        }

        UUID team(String name) {
            return Objects.requireNonNull(teams.get(name), name);
        }
    }

    private final Administration administration;
    private final UserAccounts accounts;
    private final Teams teams;
    private final Territories territories;
    private final ObjectTypes types;
    private final RecordWriter writer;

    Staff(
            Administration administration,
            UserAccounts accounts,
            Teams teams,
            Territories territories,
            ObjectTypes types,
            RecordWriter writer) {
        this.administration = administration;
        this.accounts = accounts;
        this.teams = teams;
        this.territories = territories;
        this.types = types;
        this.writer = writer;
    }

    /// @param passwords by e-mail address
    People hire(TenantId tenant, Company company, Map<String, String> passwords) {
        var system = Actor.system(tenant);
        var made = new HashMap<String, Team>();
        for (var team : company.teams()) {
            made.put(team.name(), teams.create(system, team.name(), id(made, team.parent()), null));
        }
        var partner = partner(system, company);
        var areas = new HashMap<String, UUID>();
        company.areas().forEach((name, cities) -> {
            var area = territories.create(system, name, cities);
            area.cities().forEach(city -> areas.put(city, area.id()));
        });
        var people = new LinkedHashMap<String, User>();
        var roles = new HashMap<UserId, String>();
        for (var person : company.people()) {
            var email = email(person.name());
            var manager = person.manager() == null ? null : people.get(person.manager());
            var order = new NewUser(
                    person.name(),
                    email,
                    null,
                    id(made, person.team()),
                    manager == null ? null : manager.id(),
                    person.ofPartner() ? partner.id() : null,
                    new Reach(person.wholePartner(), Set.of(), Set.of()),
                    null,
                    null);
            var user = administration.createUser(
                    tenant, order, List.of(person.role()), Objects.requireNonNull(passwords.get(email)));
            people.put(person.name(), user);
            roles.put(user.id(), person.role());
        }
        for (var team : company.teams()) {
            if (team.leader() != null) {
                var leader = Objects.requireNonNull(people.get(team.leader())).id();
                var before = Objects.requireNonNull(made.get(team.name()));
                teams.change(
                        system,
                        before.id(),
                        before.version(),
                        now -> new Team(now.id(), now.name(), now.parentId(), leader, now.version()));
            }
        }
        for (var person : company.people()) {
            if (person.role().equals("COSALES") && person.manager() != null) {
                support(system, named(people, person.name()), named(people, person.manager()));
            }
        }
        var chief = people.values().stream()
                .filter(user -> "MANAGER".equals(roles.get(user.id())))
                .findFirst()
                .orElseThrow();
        writer.update(system, types.get("partner"), partner.id(), partner.version(), Map.of("manager", chief.id()));
        var ids = new HashMap<String, UUID>();
        made.forEach((name, team) -> ids.put(name, team.id()));
        return new People(people, roles, ids, partner.id(), areas);
    }

    private RecordState partner(Actor system, Company company) {
        return writer.create(system, types.get("partner"), new HashMap<>(company.partner()));
    }

    private void support(Actor system, User helper, User salesperson) {
        var before = accounts.get(system, helper.id());
        accounts.change(
                system,
                helper.id(),
                before.version(),
                user -> user.reaching(new Reach(false, Set.of(), Set.of(salesperson.id()))));
    }

    private static User named(Map<String, User> people, String name) {
        return Objects.requireNonNull(people.get(name), name);
    }

    static String email(String name) {
        return name.toLowerCase(Locale.ROOT).replace(' ', '.') + "@example.com";
    }

    private static @Nullable UUID id(Map<String, Team> teams, @Nullable String name) {
        return name == null ? null : Objects.requireNonNull(teams.get(name)).id();
    }
}

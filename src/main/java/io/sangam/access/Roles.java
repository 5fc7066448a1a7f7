package io.sangam.access;

import io.sangam.kernel.Actor;
import io.sangam.kernel.Ids;
import io.sangam.kernel.KernelError;
import io.sangam.kernel.SangamException;
import java.text.Normalizer;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// The roles of a company. Nobody writes rights into a role that he does not hold himself.
@Service
@Transactional
class Roles {

    private static final String ROLES = "roles";
    private static final int MAX_KEY = 40;

    private final RoleRepository repository;
    private final Access access;
    private final Clock clock;

    Roles(RoleRepository repository, Access access, Clock clock) {
        this.repository = repository;
        this.access = access;
        this.clock = clock;
    }

    /// Whoever sees users sees their roles.
    @Transactional(readOnly = true)
    List<Role> list(Actor actor) {
        if (!access.rights(actor).canRead("users")) {
            access.require(actor, ROLES, Level.READ);
        }
        return repository.all(actor.tenant());
    }

    @Transactional(readOnly = true)
    Map<UUID, Integer> holderCounts(Actor actor) {
        return repository.holderCounts(actor.tenant());
    }

    Role create(Actor actor, String name, @Nullable String key, @Nullable String template, Definition definition) {
        access.require(actor, ROLES, Level.WRITE);
        var role = new Role(
                Ids.next(), key == null ? keyOf(name) : key, name.strip(), template, Catalog.checked(definition), 0);
        requireCovered(actor, role);
        if (repository.all(actor.tenant()).stream()
                .anyMatch(other -> other.key().equals(role.key()))) {
            throw keyTaken(role.key());
        }
        try {
            repository.insert(actor.tenant(), role, actor.user(), clock.instant());
        } catch (DuplicateKeyException _) {
            throw keyTaken(role.key());
        }
        return role;
    }

    Role change(Actor actor, UUID id, int version, @Nullable String name, @Nullable Definition definition) {
        access.require(actor, ROLES, Level.WRITE);
        var before = get(actor, id);
        if (before.version() != version) {
            throw changedMeanwhile(before);
        }
        if (definition != null && before.key().equals(Role.ADMIN)) {
            throw new SangamException(
                    AccessError.ROLE_FIXED,
                    "The administrator's rights can't be changed, or nobody could change them back");
        }
        var after = new Role(
                id,
                before.key(),
                name == null ? before.name() : name.strip(),
                before.template(),
                definition == null ? before.definition() : Catalog.checked(definition),
                version);
        requireCovered(actor, before);
        requireCovered(actor, after);
        if (!repository.update(actor.tenant(), after, actor.user(), clock.instant())) {
            throw changedMeanwhile(get(actor, id));
        }
        access.changed();
        return get(actor, id);
    }

    void delete(Actor actor, UUID id, int version) {
        access.require(actor, ROLES, Level.WRITE);
        var role = get(actor, id);
        if (role.version() != version) {
            throw changedMeanwhile(role);
        }
        if (role.key().equals(Role.ADMIN)) {
            throw new SangamException(AccessError.ROLE_FIXED, "A company always has its administrator role");
        }
        requireCovered(actor, role);
        var holders = repository.holderCounts(actor.tenant()).getOrDefault(id, 0);
        if (holders > 0) {
            throw new SangamException(AccessError.ROLE_IN_USE, holders + " users hold this role")
                    .with("users", holders);
        }
        if (!repository.delete(actor.tenant(), id, version)) {
            throw changedMeanwhile(get(actor, id));
        }
    }

    private Role get(Actor actor, UUID id) {
        return repository.find(actor.tenant(), id).orElseThrow(SangamException::notFound);
    }

    private void requireCovered(Actor actor, Role role) {
        if (!access.grants(actor).cover(Grants.of(List.of(role)))) {
            throw new SangamException(
                    AccessError.RIGHTS_EXCEED_YOURS,
                    "The role " + role.name() + " allows more than you may do yourself");
        }
    }

    /// "Équipe Nord 2" becomes EQUIPE_NORD_2.
    private static String keyOf(String name) {
        var plain = Normalizer.normalize(name, Normalizer.Form.NFD)
                .toUpperCase(Locale.ROOT)
                .replaceAll("\\p{M}", "")
                .replaceAll("[^A-Z0-9]+", "_")
                .replaceAll("^[^A-Z]+|_+$", "");
        if (plain.isEmpty()) {
            return "ROLE_"
                    + Long.toString(Ids.next().getLeastSignificantBits() & 0xFF_FFFF, 36)
                            .toUpperCase(Locale.ROOT);
        }
        return plain.substring(0, Math.min(MAX_KEY, plain.length()));
    }

    private static SangamException keyTaken(String key) {
        return new SangamException(AccessError.ROLE_KEY_TAKEN, "There is already a role " + key);
    }

    private static SangamException changedMeanwhile(Role current) {
        return new SangamException(KernelError.VERSION_CONFLICT, "The role changed meanwhile").with("current", current);
    }
}

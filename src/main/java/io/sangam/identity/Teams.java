package io.sangam.identity;

import static io.sangam.identity.db.Tables.TEAM;
import static io.sangam.identity.db.Tables.USER_ACCOUNT;

import io.sangam.kernel.Actor;
import io.sangam.kernel.Ids;
import io.sangam.kernel.KernelError;
import io.sangam.kernel.SangamException;
import io.sangam.kernel.UserId;
import io.sangam.kernel.WholeText;
import java.time.Clock;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Changes to the tree of teams. As with [UserAccounts], `access` decides who may ask.
@Service
@Transactional
public class Teams {

    private static final int MAX_NAME = 100;

    private final DSLContext db;
    private final UserRepository users;
    private final DirectoryCache directories;
    private final Clock clock;

    Teams(DSLContext db, UserRepository users, DirectoryCache directories, Clock clock) {
        this.db = db;
        this.users = users;
        this.directories = directories;
        this.clock = clock;
    }

    public Team create(Actor actor, String name, @Nullable UUID parent, @Nullable UserId leader) {
        var team = checked(actor, new Team(Ids.next(), name, parent, leader, 0));
        var now = clock.instant();
        try {
            db.insertInto(TEAM)
                    .set(TEAM.TENANT_ID, actor.tenant())
                    .set(TEAM.ID, team.id())
                    .set(TEAM.NAME, team.name())
                    .set(TEAM.PARENT_ID, team.parentId())
                    .set(TEAM.LEADER_ID, team.leaderId())
                    .set(TEAM.CREATED_AT, now)
                    .set(TEAM.CREATED_BY, actor.user())
                    .set(TEAM.UPDATED_AT, now)
                    .set(TEAM.UPDATED_BY, actor.user())
                    .execute();
        } catch (DuplicateKeyException _) {
            throw nameTaken(team.name());
        }
        directories.changed(actor.tenant());
        return team;
    }

    public Team change(Actor actor, UUID id, int version, UnaryOperator<Team> step) {
        var before = get(actor, id);
        if (before.version() != version) {
            throw changedMeanwhile(before);
        }
        var after = checked(actor, step.apply(before));
        int changed;
        try {
            changed = db.update(TEAM)
                    .set(TEAM.NAME, after.name())
                    .set(TEAM.PARENT_ID, after.parentId())
                    .set(TEAM.LEADER_ID, after.leaderId())
                    .set(TEAM.VERSION, version + 1)
                    .set(TEAM.UPDATED_AT, clock.instant())
                    .set(TEAM.UPDATED_BY, actor.user())
                    .where(TEAM.TENANT_ID.eq(actor.tenant()))
                    .and(TEAM.ID.eq(id))
                    .and(TEAM.VERSION.eq(version))
                    .execute();
        } catch (DuplicateKeyException _) {
            throw nameTaken(after.name());
        }
        if (changed == 0) {
            throw changedMeanwhile(get(actor, id));
        }
        directories.changed(actor.tenant());
        return get(actor, id);
    }

    public void delete(Actor actor, UUID id, int version) {
        var team = get(actor, id);
        if (team.version() != version) {
            throw changedMeanwhile(team);
        }
        var members = db.fetchCount(
                USER_ACCOUNT, USER_ACCOUNT.TENANT_ID.eq(actor.tenant()).and(USER_ACCOUNT.TEAM_ID.eq(id)));
        var below = db.fetchCount(TEAM, TEAM.TENANT_ID.eq(actor.tenant()).and(TEAM.PARENT_ID.eq(id)));
        if (members + below > 0) {
            throw new SangamException(IdentityError.TEAM_IN_USE, "Move its members and sub-teams first")
                    .with("members", members)
                    .with("teams", below);
        }
        var deleted = db.deleteFrom(TEAM)
                .where(TEAM.TENANT_ID.eq(actor.tenant()))
                .and(TEAM.ID.eq(id))
                .and(TEAM.VERSION.eq(version))
                .execute();
        if (deleted == 0) {
            throw changedMeanwhile(get(actor, id));
        }
        directories.changed(actor.tenant());
    }

    private Team get(Actor actor, UUID id) {
        return db.selectFrom(TEAM)
                .where(TEAM.TENANT_ID.eq(actor.tenant()))
                .and(TEAM.ID.eq(id))
                .fetchOptional(UserRepository::toTeam)
                .orElseThrow(SangamException::notFound);
    }

    private Team checked(Actor actor, Team team) {
        var name = team.name().strip();
        if (name.isEmpty() || name.length() > MAX_NAME || !WholeText.isLine(name)) {
            throw SangamException.invalid("name", "NAME_INVALID", "A team's name is one line of 1 to 100 characters");
        }
        var directory = users.directory(actor.tenant());
        if (team.parentId() != null && !directory.teams().containsKey(team.parentId())) {
            throw SangamException.invalid("parentId", "TEAM_UNKNOWN", "There is no such team");
        }
        if (team.leaderId() != null && !directory.users().containsKey(team.leaderId())) {
            throw SangamException.invalid("leaderId", "USER_UNKNOWN", "There is no such user");
        }
        if (team.parentId() != null && directory.below(team.id()).contains(team.parentId())) {
            throw new SangamException(IdentityError.TEAM_UNDER_ITSELF, "A team can't be below itself");
        }
        return new Team(team.id(), name, team.parentId(), team.leaderId(), team.version());
    }

    private static SangamException changedMeanwhile(Team current) {
        return new SangamException(KernelError.VERSION_CONFLICT, "The team changed meanwhile").with("current", current);
    }

    private static SangamException nameTaken(String name) {
        return new SangamException(IdentityError.TEAM_NAME_TAKEN, "There is already a team " + name);
    }
}

package io.sangam.identity;

import static io.sangam.identity.db.Tables.PAST_PASSWORD;
import static io.sangam.identity.db.Tables.TEAM;
import static io.sangam.identity.db.Tables.TERRITORY;
import static io.sangam.identity.db.Tables.USER_ACCOUNT;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.select;

import io.sangam.identity.db.tables.records.TeamRecord;
import io.sangam.identity.db.tables.records.TerritoryRecord;
import io.sangam.identity.db.tables.records.UserAccountRecord;
import io.sangam.kernel.EmailAddress;
import io.sangam.kernel.Ids;
import io.sangam.kernel.TenantId;
import io.sangam.kernel.UserId;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import org.jooq.JSONB;
import org.springframework.stereotype.Repository;

@Repository
class UserRepository {

    /// What signing in has to know about an account.
    record Credentials(UserId user, String passwordHash, boolean active) {}

    /// Beside the current one.
    private static final int PAST_PASSWORDS = 2;

    private static final String OWN = "own";
    private static final String PARTNER = "partner";

    private final DSLContext db;

    UserRepository(DSLContext db) {
        this.db = db;
    }

    Directory directory(TenantId tenant) {
        var users = db.selectFrom(USER_ACCOUNT)
                .where(USER_ACCOUNT.TENANT_ID.eq(tenant))
                .fetch(UserRepository::toUser);
        var teams = db.selectFrom(TEAM).where(TEAM.TENANT_ID.eq(tenant)).fetch(UserRepository::toTeam);
        var territories =
                db.selectFrom(TERRITORY).where(TERRITORY.TENANT_ID.eq(tenant)).fetch(UserRepository::toTerritory);
        return Directory.of(users, teams, territories);
    }

    Optional<User> find(TenantId tenant, UserId id) {
        return db.selectFrom(USER_ACCOUNT)
                .where(USER_ACCOUNT.TENANT_ID.eq(tenant))
                .and(USER_ACCOUNT.ID.eq(id))
                .fetchOptional(UserRepository::toUser);
    }

    Optional<Credentials> credentials(TenantId tenant, String emailNorm) {
        return db.select(USER_ACCOUNT.ID, USER_ACCOUNT.PASSWORD_HASH, USER_ACCOUNT.IS_ACTIVE)
                .from(USER_ACCOUNT)
                .where(USER_ACCOUNT.TENANT_ID.eq(tenant))
                .and(USER_ACCOUNT.EMAIL_NORM.eq(emailNorm))
                .fetchOptional(row -> new Credentials(row.value1(), row.value2(), row.value3()));
    }

    Optional<String> passwordHash(TenantId tenant, UserId id) {
        return db.select(USER_ACCOUNT.PASSWORD_HASH)
                .from(USER_ACCOUNT)
                .where(USER_ACCOUNT.TENANT_ID.eq(tenant))
                .and(USER_ACCOUNT.ID.eq(id))
                .fetchOptional(row -> row.value1());
    }

    boolean emailTaken(TenantId tenant, String email, UserId except) {
        return db.fetchExists(
                USER_ACCOUNT,
                USER_ACCOUNT
                        .TENANT_ID
                        .eq(tenant)
                        .and(USER_ACCOUNT.EMAIL_NORM.eq(new EmailAddress(email).norm()))
                        .and(USER_ACCOUNT.ID.ne(except)));
    }

    boolean mustChangePassword(TenantId tenant, UserId id) {
        return db.fetchExists(
                USER_ACCOUNT,
                USER_ACCOUNT.TENANT_ID.eq(tenant).and(USER_ACCOUNT.ID.eq(id)).and(USER_ACCOUNT.MUST_CHANGE_PASSWORD));
    }

    void insert(TenantId tenant, User user, String passwordHash, boolean mustChangePassword, UserId by, Instant now) {
        db.insertInto(USER_ACCOUNT)
                .set(toRow(tenant, user)
                        .setPasswordHash(passwordHash)
                        .setMustChangePassword(mustChangePassword)
                        .setCreatedAt(now)
                        .setCreatedBy(by)
                        .setUpdatedAt(now)
                        .setUpdatedBy(by))
                .execute();
    }

    /// False when the account changed after it was read.
    boolean update(TenantId tenant, User user, UserId by, Instant now) {
        return db.update(USER_ACCOUNT)
                        .set(toRow(tenant, user)
                                .setVersion(user.version() + 1)
                                .setUpdatedAt(now)
                                .setUpdatedBy(by))
                        .where(USER_ACCOUNT.TENANT_ID.eq(tenant))
                        .and(USER_ACCOUNT.ID.eq(user.id()))
                        .and(USER_ACCOUNT.VERSION.eq(user.version()))
                        .execute()
                == 1;
    }

    /// The current one and the two before, newest first.
    List<String> recentHashes(TenantId tenant, UserId id) {
        var past = db.select(PAST_PASSWORD.PASSWORD_HASH)
                .from(PAST_PASSWORD)
                .where(PAST_PASSWORD.TENANT_ID.eq(tenant))
                .and(PAST_PASSWORD.USER_ID.eq(id))
                .orderBy(PAST_PASSWORD.ID.desc())
                .limit(inline(PAST_PASSWORDS))
                .fetch(row -> row.value1());
        return Stream.concat(passwordHash(tenant, id).stream(), past.stream()).toList();
    }

    /// The password so far is remembered as one of the last.
    /// The version stays: who edits the user meanwhile sees nothing of his password.
    void setPassword(TenantId tenant, UserId id, String hash, boolean mustChange, UserId by, Instant now) {
        passwordHash(tenant, id)
                .ifPresent(before -> db.insertInto(PAST_PASSWORD)
                        .set(PAST_PASSWORD.TENANT_ID, tenant)
                        .set(PAST_PASSWORD.ID, Ids.next())
                        .set(PAST_PASSWORD.USER_ID, id)
                        .set(PAST_PASSWORD.PASSWORD_HASH, before)
                        .set(PAST_PASSWORD.AT, now)
                        .execute());
        db.deleteFrom(PAST_PASSWORD)
                .where(PAST_PASSWORD.TENANT_ID.eq(tenant))
                .and(PAST_PASSWORD.USER_ID.eq(id))
                .and(PAST_PASSWORD.ID.notIn(select(PAST_PASSWORD.ID)
                        .from(PAST_PASSWORD)
                        .where(PAST_PASSWORD.TENANT_ID.eq(tenant))
                        .and(PAST_PASSWORD.USER_ID.eq(id))
                        .orderBy(PAST_PASSWORD.ID.desc())
                        .limit(inline(PAST_PASSWORDS))))
                .execute();
        db.update(USER_ACCOUNT)
                .set(USER_ACCOUNT.PASSWORD_HASH, hash)
                .set(USER_ACCOUNT.MUST_CHANGE_PASSWORD, mustChange)
                .set(USER_ACCOUNT.UPDATED_AT, now)
                .set(USER_ACCOUNT.UPDATED_BY, by)
                .where(USER_ACCOUNT.TENANT_ID.eq(tenant))
                .and(USER_ACCOUNT.ID.eq(id))
                .execute();
    }

    void setLastLogin(TenantId tenant, UserId id, Instant now) {
        db.update(USER_ACCOUNT)
                .set(USER_ACCOUNT.LAST_LOGIN_AT, now)
                .where(USER_ACCOUNT.TENANT_ID.eq(tenant))
                .and(USER_ACCOUNT.ID.eq(id))
                .execute();
    }

    Optional<JSONB> preferences(TenantId tenant, UserId id) {
        return db.select(USER_ACCOUNT.PREFERENCES)
                .from(USER_ACCOUNT)
                .where(USER_ACCOUNT.TENANT_ID.eq(tenant))
                .and(USER_ACCOUNT.ID.eq(id))
                .fetchOptional(row -> row.value1());
    }

    void setPreferences(TenantId tenant, UserId id, JSONB preferences) {
        db.update(USER_ACCOUNT)
                .set(USER_ACCOUNT.PREFERENCES, preferences)
                .where(USER_ACCOUNT.TENANT_ID.eq(tenant))
                .and(USER_ACCOUNT.ID.eq(id))
                .execute();
    }

    static Team toTeam(TeamRecord row) {
        return new Team(row.getId(), row.getName(), row.getParentId(), row.getLeaderId(), row.getVersion());
    }

    static Territory toTerritory(TerritoryRecord row) {
        return new Territory(row.getId(), row.getName(), List.of(row.getCities()), row.getVersion());
    }

    private static User toUser(UserAccountRecord row) {
        return new User(
                row.getId(),
                row.getName(),
                row.getEmail(),
                row.getPhone(),
                row.getTeamId(),
                row.getManagerId(),
                row.getPartnerId(),
                new Reach(
                        row.getDataVisibility().equals(PARTNER),
                        Set.of(row.getTerritoryIds()),
                        Arrays.stream(row.getSupports()).map(UserId::new).collect(Collectors.toSet())),
                row.getTimeZone() == null ? null : ZoneId.of(row.getTimeZone()),
                row.getLocale(),
                Presence.of(row.getPresence()),
                row.getLeaveFrom(),
                row.getLeaveTo(),
                row.getIsActive(),
                row.getLastLoginAt(),
                row.getVersion());
    }

    private static UserAccountRecord toRow(TenantId tenant, User user) {
        return new UserAccountRecord()
                .setTenantId(tenant)
                .setId(user.id())
                .setName(user.name())
                .setEmail(user.email())
                .setEmailNorm(new EmailAddress(user.email()).norm())
                .setPhone(user.phone())
                .setTeamId(user.teamId())
                .setManagerId(user.managerId())
                .setPartnerId(user.partnerId())
                .setDataVisibility(user.reach().wholePartner() ? PARTNER : OWN)
                .setTerritoryIds(user.reach().territories().toArray(UUID[]::new))
                .setSupports(user.reach().supports().stream().map(UserId::value).toArray(UUID[]::new))
                .setTimeZone(user.timeZone() == null ? null : user.timeZone().getId())
                .setLocale(user.locale())
                .setPresence(user.presence().key())
                .setLeaveFrom(user.leaveFrom())
                .setLeaveTo(user.leaveTo())
                .setIsActive(user.active())
                .setVersion(user.version());
    }
}

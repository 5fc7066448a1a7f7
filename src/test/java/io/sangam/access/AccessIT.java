package io.sangam.access;

import static io.sangam.access.db.Tables.SHARE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.row;
import static org.jooq.impl.DSL.values;

import io.sangam.TestTenants;
import io.sangam.TestTenants.TestTenant;
import io.sangam.identity.Teams;
import io.sangam.identity.UserAccounts;
import io.sangam.identity.UserAccounts.NewUser;
import io.sangam.kernel.Actor;
import io.sangam.kernel.SangamException;
import io.sangam.tenancy.Preset;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.BiFunction;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.TestConstructor;
import org.springframework.transaction.support.TransactionOperations;

/// Who reaches which row: one row each of the actor himself, of somebody under him, of a stranger, and of strangers who
/// shared theirs to read, to write, with a team, and until yesterday.
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
class AccessIT {

    private static final RowOwners LEADS = new RowOwners(
            "leads",
            "lead",
            field(name("t", "id"), SHARE.RECORD_ID.getDataType()),
            List.of(field(name("t", "owner_id"), SHARE.USER_ID.getDataType())),
            null,
            null,
            null);

    private final TestTenants tenants;
    private final Access access;
    private final Shares shares;
    private final Administration administration;
    private final UserAccounts accounts;
    private final Teams teams;
    private final DSLContext db;
    private final TransactionOperations transactions;
    private TestTenant acme;
    private Map<String, UUID> rows = Map.of();

    AccessIT(
            TestTenants tenants,
            Access access,
            Shares shares,
            Administration administration,
            UserAccounts accounts,
            Teams teams,
            DSLContext db,
            TransactionOperations transactions) {
        this.tenants = tenants;
        this.access = access;
        this.shares = shares;
        this.administration = administration;
        this.accounts = accounts;
        this.teams = teams;
        this.db = db;
        this.transactions = transactions;
        this.acme = tenants.create(Preset.SIMPLE);
    }

    @BeforeEach
    void makeRows() {
        rows = new TreeMap<>();
        for (var kind : List.of("own", "below", "other", "sharedRead", "sharedWrite", "sharedTeam", "expired")) {
            rows.put(kind, UUID.randomUUID());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "ADMIN,   own below other sharedRead sharedWrite sharedTeam expired, own below other sharedRead sharedWrite"
                + " sharedTeam expired",
        "MANAGER, own below sharedRead sharedWrite sharedTeam, own below sharedWrite",
        "SALES,   own below sharedRead sharedWrite sharedTeam, own below sharedWrite",
        "CALLER,  own sharedRead sharedWrite sharedTeam, own sharedWrite",
        "PARTNER, own sharedRead sharedWrite sharedTeam, ''",
        "VIEWER,  own below other sharedRead sharedWrite sharedTeam expired, ''",
        "PACKER,  '', ''",
        "DEV,     '', ''",
    })
    void reachesTheRowsOfItsScope(String role, String readable, String writable) {
        var actor = acme.actor(role);
        placeRowsAround(actor);

        assertThat(reached(actor, access::readable)).containsExactlyInAnyOrder(words(readable));
        assertThat(reached(actor, access::writable)).containsExactlyInAnyOrder(words(writable));
    }

    @Test
    void aShareNeverLetsItsReceiverDelete() {
        var actor = acme.actor("SALES");
        placeRowsAround(actor);

        assertThat(reached(actor, access::deletable)).containsExactlyInAnyOrder("own", "below");
        assertThat(reached(acme.actor("CALLER"), access::deletable)).isEmpty();
    }

    @Test
    void theSystemReachesEverythingAndAStrangerNothing() {
        placeRowsAround(acme.actor("SALES"));
        var globex = tenants.create(Preset.SIMPLE);

        assertThat(reached(acme.system(), access::writable)).hasSize(rows.size());
        assertThat(globex.in(() -> access.rights(
                                new Actor(globex.id(), acme.actor("ADMIN").user())))
                        .modules())
                .isEmpty();
    }

    @Test
    void namesTheMissingRight() {
        acme.run(() -> {
            assertThatExceptionOfType(SangamException.class)
                    .isThrownBy(() -> access.require(acme.actor("VIEWER"), "leads", Level.WRITE))
                    .withMessage("You lack the right: write leads");
            assertThatExceptionOfType(SangamException.class)
                    .isThrownBy(() -> access.require(acme.actor("SALES"), "leads", "export"))
                    .withMessage("You lack the right: export in leads");
        });
    }

    @Test
    void findsTheHoldersOfARoleAndTheLimitsOfACaller() {
        acme.run(() -> {
            assertThat(access.usersWithRole(acme.id(), "CALLER"))
                    .containsExactly(acme.actor("CALLER").user());
            assertThat(access.allowedStatuses(acme.actor("CALLER"), "lead").orElseThrow())
                    .contains("contacted")
                    .doesNotContain("won", "converted");
            assertThat(access.allowedStatuses(acme.actor("SALES"), "lead")).isEmpty();
        });
    }

    @Test
    void anInactiveUserHasNoRights() {
        var sales = acme.actor("SALES");
        acme.run(() -> {
            assertThat(access.rights(sales).canRead("leads")).isTrue();
            administration.deactivate(
                    acme.actor("ADMIN"),
                    sales.user(),
                    accounts.get(sales, sales.user()).version(),
                    null);

            assertThat(access.rights(sales).modules()).isEmpty();
        });
    }

    /// The actor leads a team with one other member, who is "below".
    private void placeRowsAround(Actor actor) {
        acme.run(() -> transactions.executeWithoutResult(_ -> {
            var team = teams.create(acme.system(), "Team of " + actor.user(), null, null)
                    .id();
            var admin = acme.actor("ADMIN");
            var before = accounts.get(actor, actor.user());
            accounts.change(admin, actor.user(), before.version(), user -> inTeam(user, team));
            share("sharedRead", actor, null, Share.Right.READ, null);
            share("sharedWrite", actor, null, Share.Right.WRITE, Instant.now().plus(Duration.ofDays(1)));
            share("sharedTeam", null, team, Share.Right.READ, null);
            share("expired", actor, null, Share.Right.WRITE, Instant.now().minus(Duration.ofDays(1)));
        }));
    }

    private void share(
            String kind, @Nullable Actor to, @Nullable UUID team, Share.Right right, @Nullable Instant until) {
        shares.add(
                acme.actor("ADMIN"),
                "lead",
                java.util.Objects.requireNonNull(rows.get(kind)),
                to == null ? null : to.user(),
                team,
                right,
                until);
    }

    private static io.sangam.identity.User inTeam(io.sangam.identity.User user, UUID team) {
        return new io.sangam.identity.User(
                user.id(),
                user.name(),
                user.email(),
                user.phone(),
                team,
                user.managerId(),
                user.partnerId(),
                user.reach(),
                user.timeZone(),
                user.locale(),
                user.presence(),
                user.leaveFrom(),
                user.leaveTo(),
                user.active(),
                user.lastLoginAt(),
                user.version());
    }

    private List<String> reached(Actor actor, BiFunction<Actor, RowOwners, Condition> question) {
        return acme.in(() -> {
            var stranger = acme.actor("COSALES").user();
            var report = accounts.create(
                            acme.system(),
                            new NewUser(
                                    "Report",
                                    UUID.randomUUID() + "@example.com",
                                    null,
                                    null,
                                    actor.isSystem() ? null : actor.user(),
                                    null,
                                    io.sangam.identity.Reach.OWN,
                                    null,
                                    null))
                    .user()
                    .id();
            var table = values(rows.entrySet().stream()
                            .map(entry -> row(
                                    entry.getKey(),
                                    entry.getValue(),
                                    switch (entry.getKey()) {
                                        case "own" -> actor.user().value();
                                        case "below" -> report.value();
                                        default -> stranger.value();
                                    }))
                            .toArray(org.jooq.Row3[]::new))
                    .as("t", "kind", "id", "owner_id");
            return transactions.execute(_ -> db.select(field(name("t", "kind"), String.class))
                    .from(table)
                    .where(question.apply(actor, LEADS))
                    .fetch(row -> row.value1()));
        });
    }

    private static String[] words(String text) {
        return text.isBlank() ? new String[0] : text.strip().split("\\s+");
    }
}

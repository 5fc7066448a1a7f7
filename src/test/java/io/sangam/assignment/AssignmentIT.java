package io.sangam.assignment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.sangam.TestApi;
import io.sangam.TestApi.Reply;
import io.sangam.TestTenants;
import io.sangam.TestTenants.TestTenant;
import io.sangam.identity.Presence;
import io.sangam.identity.User;
import io.sangam.identity.UserAccounts;
import io.sangam.kernel.Actor;
import io.sangam.kernel.KernelError;
import io.sangam.kernel.SangamException;
import io.sangam.kernel.UserId;
import io.sangam.records.ObjectType;
import io.sangam.records.ObjectTypes;
import io.sangam.records.RecordState;
import io.sangam.records.RecordWriter;
import io.sangam.tenancy.Preset;
import io.sangam.tenancy.TenancyError;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.test.context.TestConstructor;
import org.springframework.transaction.CannotCreateTransactionException;

@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
class AssignmentIT {

    private final TestTenants tenants;
    private final Assignment assignment;
    private final UserAccounts accounts;
    private final RecordWriter writer;
    private final Clock clock;
    private final TestApi api;
    private final ObjectType leadType;

    AssignmentIT(
            TestTenants tenants,
            Assignment assignment,
            UserAccounts accounts,
            RecordWriter writer,
            Clock clock,
            ObjectTypes types,
            @LocalServerPort int port) {
        this.tenants = tenants;
        this.assignment = assignment;
        this.accounts = accounts;
        this.writer = writer;
        this.clock = clock;
        this.api = new TestApi(port);
        this.leadType = types.get("lead");
    }

    @Test
    void givesEveryoneExactlyHisShareFromManyThreads() {
        var acme = tenants.create(Preset.SIMPLE);
        var sellers = fiveSellers(acme);
        var lead = leadFrom(acme, "website", null);

        List<Future<UserId>> turns;
        try (var threads = Executors.newFixedThreadPool(16)) {
            Callable<UserId> turn = () -> patiently(() -> chosen(acme, lead).user());
            turns = IntStream.range(0, 1_000)
                    .mapToObj(_ -> threads.submit(turn))
                    .toList();
        }

        assertThat(turns).allSatisfy(turn -> assertThat(turn).succeedsWithin(Duration.ZERO));
        var shares = turns.stream()
                .map(Future::resultNow)
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
        assertThat(shares)
                .containsExactlyInAnyOrderEntriesOf(
                        sellers.stream().collect(Collectors.toMap(Function.identity(), _ -> 200L)));
    }

    @Test
    void whoeverWasNamedGetsIt() {
        var acme = tenants.create(Preset.SIMPLE);
        var lead = leadFrom(acme, "website", null);
        var manager = acme.actor("MANAGER").user();

        var choice = acme.in(() -> assignment.choose(acme.system(), leadType, lead.id(), Optional.of(manager)));

        assertThat(choice).contains(new Choice(manager, "manual", Optional.empty(), false));
        assertThatExceptionOfType(SangamException.class)
                .isThrownBy(() -> acme.in(
                        () -> assignment.choose(acme.system(), leadType, lead.id(), Optional.of(UserId.next()))));
    }

    @Test
    void theFirstMatchingRuleDecidesAndTheRestWait() {
        var acme = tenants.create(Preset.SIMPLE);
        var manager = acme.actor("MANAGER").user();
        var cosales = acme.actor("COSALES").user();
        rule(acme, 2, "Everything else", Map.of("and", List.of()), toUser(cosales));
        rule(acme, 1, "Partners to the manager", sourceIs("partner"), toUser(manager));

        assertThat(chosen(acme, leadFrom(acme, "partner", null)))
                .isEqualTo(new Choice(manager, "rule", Optional.of("Partners to the manager"), false));
        assertThat(chosen(acme, leadFrom(acme, "website", null)))
                .isEqualTo(new Choice(cosales, "rule", Optional.of("Everything else"), false));
    }

    @Test
    void aRuleWhosePeopleAreAwayIsPassedOver() {
        var acme = tenants.create(Preset.SIMPLE);
        var manager = acme.actor("MANAGER");
        rule(acme, 1, "Partners to the manager", sourceIs("partner"), toUser(manager.user()));
        sendAway(acme, manager.user());

        assertThat(chosen(acme, leadFrom(acme, "partner", null)))
                .isEqualTo(new Choice(acme.actor("SALES").user(), "round_robin", Optional.empty(), false));
    }

    @Test
    void whoeverIsBusyIsPassedOverAndMayStillBeNamed() {
        var acme = tenants.create(Preset.SIMPLE);
        var manager = acme.actor("MANAGER").user();
        rule(acme, 1, "Partners to the manager", sourceIs("partner"), toUser(manager));
        say(acme, manager, Presence.BUSY);
        var lead = leadFrom(acme, "partner", null);

        var tested = api.as(acme.token("ADMIN")).post("/assignment-rules/test", Map.of("record", lead.id()));
        assertThat(tested.data().at("/tried/0/skipped/0/reason").asString()).isEqualTo("busy");
        assertThat(chosen(acme, lead).user()).isEqualTo(acme.actor("SALES").user());
        assertThat(acme.in(() -> assignment.choose(acme.system(), leadType, lead.id(), Optional.of(manager))))
                .map(Choice::user)
                .contains(manager);
    }

    @Test
    void newWorkGoesToWhoeverIsOnShift() {
        var acme = tenants.create(Preset.SIMPLE);
        var manager = acme.actor("MANAGER").user();
        var seller = acme.actor("SALES").user();
        rule(acme, 1, "Partners to the manager", sourceIs("partner"), toUser(manager));
        assertThat(plan(acme, manager, 0, later()).status()).isEqualTo(200);
        assertThat(plan(acme, seller, 0, always()).status()).isEqualTo(200);
        var lead = leadFrom(acme, "partner", null);

        var tested = api.as(acme.token("ADMIN")).post("/assignment-rules/test", Map.of("record", lead.id()));
        assertThat(tested.data().at("/tried/0/skipped/0/reason").asString()).isEqualTo("off_shift");
        assertThat(tested.data().path("offShift").asBoolean()).isFalse();
        assertThat(chosen(acme, lead)).isEqualTo(new Choice(seller, "round_robin", Optional.empty(), false));

        // whoever begins next finds it
        assertThat(plan(acme, seller, 1, later()).status()).isEqualTo(200);
        assertThat(chosen(acme, lead))
                .as("nobody is on shift")
                .isEqualTo(new Choice(manager, "rule", Optional.of("Partners to the manager"), true));
        assertThat(chosen(acme, leadFrom(acme, "website", null)))
                .isEqualTo(new Choice(seller, "round_robin", Optional.empty(), true));
        sendAway(acme, manager);
        assertThat(chosen(acme, lead).user()).isEqualTo(seller);
    }

    @Test
    void theTimelineSaysThatNobodyWasOnShift() {
        var acme = tenants.create(Preset.SIMPLE);
        plan(acme, acme.actor("SALES").user(), 0, later());
        var admin = api.as(acme.token("ADMIN"));

        var made =
                admin.post("/leads", Map.of("title", "Kavya Pillai", "source", "website", "phone", "+44 7700 900817"));
        assertThat(made.status()).as(made.body().toString()).isEqualTo(201);

        var lead = made.data().at("/lead/id").asString();
        assertThat(admin.get("/leads/" + lead + "/timeline").data().valueStream())
                .anySatisfy(entry -> {
                    assertThat(entry.path("verb").asString()).isEqualTo("assigned");
                    assertThat(entry.at("/data/offShift").asBoolean()).isTrue();
                });
    }

    @Test
    void shiftsAreKeptByVersionAndSeenByWhoseTheyAre() {
        var acme = tenants.create(Preset.SIMPLE);
        var seller = acme.actor("SALES").user();
        var sales = api.as(acme.token("SALES"));
        assertThat(sales.get("/shifts/" + seller).data().path("version").asInt())
                .isZero();

        assertThat(plan(acme, seller, 0, always()).data().path("version").asInt())
                .isEqualTo(1);
        assertThat(plan(acme, seller, 0, later()).code()).isEqualTo("VERSION_CONFLICT");
        assertThat(plan(acme, seller, 1, Map.of("monday", Map.of("from", "08:00", "to", "08:00")))
                        .body()
                        .at("/errors/0/code")
                        .asString())
                .isEqualTo("HOURS_INVALID");
        assertThat(sales.get("/shifts/" + seller).data().at("/week/monday/to").asString())
                .isEqualTo("24:00");
        assertThat(sales.get("/shifts/" + acme.actor("MANAGER").user()).status())
                .isEqualTo(403);
        assertThat(sales.put("/shifts/" + seller, Map.of("version", 1, "week", Map.of()))
                        .status())
                .isEqualTo(403);
        assertThat(plan(acme, UserId.next(), 0, always()).status()).isEqualTo(404);
    }

    @Test
    void givesNothingToThoseWithoutTheRight() {
        var acme = tenants.create(Preset.SIMPLE);
        rule(
                acme,
                1,
                "In turn",
                Map.of("and", List.of()),
                Map.of(
                        "type",
                        "roundRobin",
                        "userIds",
                        List.of(
                                acme.actor("VIEWER").user(),
                                acme.actor("COSALES").user())));
        var lead = leadFrom(acme, "website", null);

        assertThat(Stream.generate(() -> chosen(acme, lead).user()).limit(4))
                .containsOnly(acme.actor("COSALES").user());
    }

    @Test
    void theLeastLoadedHasTheFewestOpenLeads() {
        var acme = tenants.create(Preset.SIMPLE);
        var busy = acme.actor("COSALES").user();
        var idle = acme.actor("MANAGER").user();
        rule(
                acme,
                1,
                "By load",
                Map.of("and", List.of()),
                Map.of("type", "leastLoaded", "userIds", List.of(busy, idle)));
        leadFrom(acme, "website", busy);
        var lead = leadFrom(acme, "website", null);

        assertThat(chosen(acme, lead)).isEqualTo(new Choice(idle, "least_loaded", Optional.of("By load"), false));
    }

    @Test
    void withNobodyFreeNobodyIsChosen() {
        var acme = tenants.create(Preset.SIMPLE);
        sendAway(acme, acme.actor("SALES").user());
        var lead = leadFrom(acme, "website", null);

        assertThat(acme.in(() -> assignment.choose(acme.system(), leadType, lead.id(), Optional.empty())))
                .isEmpty();
    }

    @Test
    void aTestExplainsWithoutTakingTheTurn() {
        var acme = tenants.create(Preset.SIMPLE);
        fiveSellers(acme);
        rule(
                acme,
                1,
                "Partners",
                sourceIs("partner"),
                toUser(acme.actor("MANAGER").user()));
        var lead = leadFrom(acme, "website", null);
        var manager = api.as(acme.token("ADMIN"));

        var first = manager.post("/assignment-rules/test", Map.of("record", lead.id()));
        var second = manager.post("/assignment-rules/test", Map.of("record", lead.id()));

        assertThat(first.status()).isEqualTo(200);
        assertThat(first.data().path("tried").path(0).path("matches").asBoolean())
                .isFalse();
        assertThat(first.data().path("how").asString()).isEqualTo("round_robin");
        assertThat(second.data()).isEqualTo(first.data());
        assertThat(chosen(acme, lead).user())
                .hasToString(first.data().path("user").path("id").asString());
    }

    @Test
    void keepsRulesByVersion() {
        var acme = tenants.create(Preset.SIMPLE);
        var manager = api.as(acme.token("MANAGER"));
        var created = rule(
                acme,
                5,
                "Old name",
                sourceIs("partner"),
                toUser(acme.actor("SALES").user()));
        var path = "/assignment-rules/" + created;

        var changed = manager.patch(path, Map.of("version", 0, "name", "New name", "active", false));
        var late = manager.patch(path, Map.of("version", 0, "name", "Too late"));

        assertThat(changed.data().path("name").asString()).isEqualTo("New name");
        assertThat(changed.data().path("position").asInt()).isEqualTo(5);
        assertThat(late.status()).isEqualTo(409);
        assertThat(late.body().path("current").path("version").asInt()).isEqualTo(1);
        assertThat(manager.delete(path + "?version=0").status()).isEqualTo(409);
        assertThat(manager.delete(path + "?version=1").status()).isEqualTo(204);
        assertThat(manager.get("/assignment-rules").data()).isEmpty();
    }

    @Test
    void refusesRulesThatCannotWork() {
        var acme = tenants.create(Preset.SIMPLE);
        var globex = tenants.create(Preset.SIMPLE);
        var manager = api.as(acme.token("MANAGER"));

        var unknownField = manager.post(
                "/assignment-rules",
                order(
                        "Wrong",
                        Map.of("field", "nothing", "op", "eq", "value", "x"),
                        toUser(acme.actor("SALES").user())));
        var stranger = manager.post(
                "/assignment-rules",
                order(
                        "Stranger",
                        sourceIs("partner"),
                        toUser(globex.actor("SALES").user())));
        var noTarget = manager.post("/assignment-rules", Map.of("name", "None", "filter", sourceIs("partner")));
        var seller = api.as(acme.token("SALES"))
                .post(
                        "/assignment-rules",
                        order(
                                "Mine",
                                sourceIs("partner"),
                                toUser(acme.actor("SALES").user())));

        assertThat(unknownField.code()).isEqualTo("FILTER_INVALID");
        assertThat(stranger.status()).isEqualTo(422);
        assertThat(noTarget.status()).isEqualTo(422);
        assertThat(seller.status()).isEqualTo(403);
        assertThat(manager.get("/assignment-rules").data()).isEmpty();
    }

    @Test
    void rulesOfAnotherCompanyDoNotExist() {
        var acme = tenants.create(Preset.SIMPLE);
        var globex = tenants.create(Preset.SIMPLE);
        var rule = rule(
                acme,
                1,
                "Secret",
                sourceIs("partner"),
                toUser(acme.actor("SALES").user()));
        var lead = leadFrom(acme, "website", null);
        var stranger = api.as(globex.token("ADMIN"));

        assertThat(stranger.get("/assignment-rules").data()).isEmpty();
        assertThat(stranger.patch("/assignment-rules/" + rule, Map.of("version", 0, "name", "Mine"))
                        .status())
                .isEqualTo(404);
        assertThat(stranger.delete("/assignment-rules/" + rule + "?version=0").status())
                .isEqualTo(404);
        assertThat(stranger.post("/assignment-rules/test", Map.of("record", lead.id()))
                        .status())
                .isEqualTo(404);
    }

    /// Sixteen threads of one company want all of its connections: on a busy machine some are told to come again, as a
    /// client would. Who is refused has had no turn.
    private static <T> T patiently(Callable<T> work) throws Exception {
        while (true) {
            try {
                return work.call();
            } catch (SangamException busy) {
                if (busy.code() != TenancyError.TENANT_BUSY && busy.code() != KernelError.SERVICE_UNAVAILABLE) {
                    throw busy;
                }
            } catch (CannotCreateTransactionException | CannotGetJdbcConnectionException _) {
                // waited too long for one of the few connections
            }
        }
    }

    private Choice chosen(TestTenant tenant, RecordState lead) {
        return tenant.in(() -> assignment.choose(tenant.system(), leadType, lead.id(), Optional.empty()))
                .orElseThrow();
    }

    private UUID rule(TestTenant tenant, int position, String name, Map<String, ?> filter, Map<String, ?> target) {
        var order = new HashMap<String, Object>(order(name, filter, target));
        order.put("position", position);
        var reply = api.as(tenant.token("MANAGER")).post("/assignment-rules", order);
        assertThat(reply.status()).isEqualTo(201);
        return UUID.fromString(reply.data().path("id").asString());
    }

    private static Map<String, Object> order(String name, Map<String, ?> filter, Map<String, ?> target) {
        return Map.of("name", name, "filter", filter, "target", target);
    }

    private static Map<String, Object> sourceIs(String source) {
        return Map.of("field", "source", "op", "eq", "value", source);
    }

    private static Map<String, Object> toUser(UserId user) {
        return Map.of("type", "user", "userId", user);
    }

    private List<UserId> fiveSellers(TestTenant tenant) {
        var more =
                IntStream.range(0, 4).mapToObj(i -> tenants.user(tenant.id(), "SALES", "seller" + i + "@example.com"));
        return Stream.concat(Stream.of(tenant.actor("SALES")), more)
                .map(Actor::user)
                .toList();
    }

    private void sendAway(TestTenant tenant, UserId user) {
        say(tenant, user, Presence.AWAY);
    }

    private void say(TestTenant tenant, UserId user, Presence presence) {
        tenant.run(() -> {
            var account = accounts.get(tenant.system(), user);
            accounts.change(tenant.system(), user, account.version(), before -> saying(before, presence));
        });
    }

    private Reply plan(TestTenant tenant, UserId user, int version, Map<String, ?> week) {
        return api.as(tenant.token("ADMIN")).put("/shifts/" + user, Map.of("version", version, "week", week));
    }

    /// A week with one shift, three days from now.
    private Map<String, ?> later() {
        var day = LocalDate.now(clock).plusDays(3).getDayOfWeek().name().toLowerCase(Locale.ROOT);
        return Map.of(day, Map.of("from", "09:00", "to", "18:00"));
    }

    /// A week with a shift around now, wherever the company is.
    private static Map<String, ?> always() {
        return Stream.of(DayOfWeek.values())
                .collect(Collectors.toMap(
                        day -> day.name().toLowerCase(Locale.ROOT), _ -> Map.of("from", "00:00", "to", "24:00")));
    }

    private static User saying(User user, Presence presence) {
        return new User(
                user.id(),
                user.name(),
                user.email(),
                user.phone(),
                user.teamId(),
                user.managerId(),
                user.partnerId(),
                user.reach(),
                user.timeZone(),
                user.locale(),
                presence,
                user.leaveFrom(),
                user.leaveTo(),
                user.active(),
                user.lastLoginAt(),
                user.version());
    }

    private RecordState leadFrom(TestTenant tenant, String source, @Nullable UserId owner) {
        return tenant.in(() -> {
            var values = new LinkedHashMap<String, @Nullable Object>(Map.of(
                    "title",
                    "Asha Rao",
                    "source",
                    source,
                    "phone",
                    "+919999900123",
                    "pipeline",
                    UUID.randomUUID(),
                    "status",
                    "new",
                    "statusSince",
                    clock.instant(),
                    "qualified",
                    false,
                    "resubmittedCount",
                    0));
            values.put("owner", owner);
            return writer.create(tenant.system(), leadType, values);
        });
    }
}

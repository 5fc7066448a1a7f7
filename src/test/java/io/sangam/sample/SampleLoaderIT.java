package io.sangam.sample;

import static org.assertj.core.api.Assertions.assertThat;

import io.sangam.TestApi;
import io.sangam.kernel.Ids;
import io.sangam.pipelines.Pipelines;
import io.sangam.tenancy.TenantScope;
import io.sangam.tenancy.Tenants;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestConstructor;
import tools.jackson.databind.json.JsonMapper;

@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
class SampleLoaderIT {

    private static final String PASSWORD = "seven quiet herons";

    private final SampleLoader loader;
    private final Tenants tenants;
    private final Pipelines pipelines;
    private final TestApi api;

    SampleLoaderIT(SampleLoader loader, Tenants tenants, Pipelines pipelines, @LocalServerPort int port) {
        this.loader = loader;
        this.tenants = tenants;
        this.pipelines = pipelines;
        this.api = new TestApi(port);
    }

    static List<Company> companies() {
        return List.of(Company.ACME, Company.GLOBEX, Company.HARBOUR);
    }

    @ParameterizedTest
    @MethodSource("companies")
    void sendsLeadsOnlyOnWaysThePresetAllows(Company company) {
        var slug = load(company, 40);
        var tenant = tenants.activeBySlug(slug).orElseThrow();

        var definition = TenantScope.call(tenant, () -> pipelines.all(tenant, "lead"))
                .getFirst()
                .definition();

        assertThat(company.course().stations())
                .hasSameSizeAs(definition.statuses())
                .allSatisfy(station -> {
                    var status = definition.status(station.key()).orElseThrow();
                    var from = status.allowedFrom();
                    assertThat(station.before() == null || from == null || from.contains(station.before()))
                            .isTrue();
                });
    }

    @ParameterizedTest
    @MethodSource("companies")
    void hasDealsInEveryStageAndNoneBeyondItsLimit(Company company) {
        var slug = load(company, 40);
        var admin = api.as(token(
                slug,
                company.people().stream()
                        .filter(person -> person.role().equals("ADMIN"))
                        .findFirst()
                        .orElseThrow()
                        .name()));

        var board = admin.get("/deals/board").data().path("columns");
        var stages = admin.get("/pipelines?kind=deal").data().path(0).path("statuses");

        for (var stage : stages) {
            var count = board.valueStream()
                    .filter(column -> column.path("status").equals(stage.path("key")))
                    .mapToInt(column -> column.path("count").asInt())
                    .sum();
            assertThat(count)
                    .as(stage.path("key").asString())
                    .isBetween(1, stage.path("limit").asInt(100));
        }
    }

    @ParameterizedTest
    @MethodSource("companies")
    void fillsTheDayOfEverySalesperson(Company company) {
        var slug = load(company, 200);

        for (var person : company.people()) {
            if (person.role().equals("SALES")) {
                var me = api.as(token(slug, person.name()));
                assertThat(me.get("/leads?limit=1").data()).isNotEmpty();
                assertThat(me.get("/tasks?limit=1&filter=" + mine("overdue")).data())
                        .isNotEmpty();
                assertThat(me.get("/leads?limit=1&filter=" + mine("favourite")).data())
                        .isNotEmpty();
            }
        }
        assertThat(api.as(token(slug, company.people().getFirst().name()))
                        .get("/views?object=lead")
                        .data())
                .hasSize(3);
    }

    @ParameterizedTest
    @MethodSource("companies")
    void hasShiftsAndATicketMadeOfACall(Company company) {
        var slug = load(company, 200);
        var admin = api.as(token(slug, company.people().getFirst().name()));

        var made = admin.get(
                        "/tickets?fields=call,source&filter=%7B%22field%22%3A%22call%22%2C%22op%22%3A%22notEmpty%22%7D")
                .data();
        var planned = admin.get("/users?limit=100")
                .data()
                .valueStream()
                .filter(user -> admin.get("/shifts/" + user.path("id").asString())
                                .data()
                                .path("version")
                                .asInt()
                        > 0)
                .map(user -> user.path("name").asString())
                .toList();

        assertThat(made).hasSize(1);
        assertThat(made.path(0).path("source").asString()).isEqualTo("call");
        assertThat(made.path(0).at("/call/label").asString()).startsWith("Call ");
        assertThat(planned)
                .containsAll(company.people().stream()
                        .filter(person -> person.role().equals("CALLER"))
                        .map(Company.SamplePerson::name)
                        .toList())
                .hasSizeGreaterThan(1);
    }

    @Test
    void keepsHistoryInOrder() {
        var slug = load(Company.GLOBEX, 60);
        var admin = api.as(token(slug, "Hema Subramaniam"));

        for (var lead : admin.get("/leads?limit=100&fields=status,createdAt").data()) {
            var moves = admin.get("/leads/" + lead.path("id").asString() + "/status-history")
                    .data();
            var times = moves.findValuesAsString("at");
            assertThat(times).isSortedAccordingTo((a, b) -> b.compareTo(a));
            if (!moves.isEmpty()) {
                assertThat(moves.path(0).path("to").asString())
                        .isEqualTo(lead.path("status").asString());
            }
        }
    }

    @Test
    void letsNobodyElseReadTheAccounts(@TempDir Path directory) throws IOException {
        var file = new AccountsFile(directory, JsonMapper.builder().build());

        file.put("acme", List.of(new AccountsFile.Account("acme", "a@example.com", "first", "ADMIN")));
        file.put("globex", List.of(new AccountsFile.Account("globex", "b@example.com", "other", "ADMIN")));
        file.put("acme", List.of(new AccountsFile.Account("acme", "a@example.com", "second", "ADMIN")));

        assertThat(Files.readString(file.path())).contains("second", "other").doesNotContain("first");
        assertThat(Files.getPosixFilePermissions(file.path()))
                .containsExactlyInAnyOrder(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
    }

    /// The company as it is shipped, but smaller and under a name of its own.
    private String load(Company company, int leads) {
        var slug = "s" + Long.toString(Ids.next().getLeastSignificantBits() >>> 4, 36);
        var order = company.tenant();
        var tenant = new Tenants.NewTenant(
                slug,
                order.name(),
                order.timeZone(),
                order.currency(),
                order.defaultCountry(),
                order.locale(),
                order.preset());
        loader.load(
                new Company(
                        tenant,
                        leads,
                        company.course(),
                        company.seed(),
                        company.teams(),
                        company.people(),
                        company.partner(),
                        company.areas()),
                company.people().stream()
                        .collect(Collectors.toMap(person -> Staff.email(person.name()), _ -> PASSWORD)));
        return slug;
    }

    private String token(String slug, String name) {
        return api.post("/auth/login", Map.of("tenant", slug, "email", Staff.email(name), "password", PASSWORD))
                .data()
                .path("accessToken")
                .asString();
    }

    private static String mine(String flag) {
        return "%7B%22field%22%3A%22" + flag + "%22%2C%22op%22%3A%22eq%22%2C%22value%22%3Atrue%7D";
    }
}

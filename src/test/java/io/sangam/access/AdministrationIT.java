package io.sangam.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.sangam.TestApi;
import io.sangam.TestTenants;
import io.sangam.TestTenants.TestTenant;
import io.sangam.tenancy.Preset;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestConstructor;
import tools.jackson.databind.JsonNode;

@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
class AdministrationIT {

    private final TestTenant acme;
    private final TestTenants tenants;
    private final TestApi anybody;
    private final TestApi admin;

    AdministrationIT(TestTenants tenants, @LocalServerPort int port) {
        this.tenants = tenants;
        this.acme = tenants.create(Preset.SIMPLE);
        this.anybody = new TestApi(port);
        this.admin = anybody.as(acme.token("ADMIN"));
    }

    @Test
    void tellsWhoOneIsAndWhatOneMayDo() {
        var me = anybody.as(acme.token("CALLER")).get("/me").data();

        assertThat(me.at("/user/email").asString()).isEqualTo("caller@example.com");
        assertThat(me.at("/tenant/slug").asString()).isEqualTo(acme.slug());
        assertThat(me.at("/tenant/preset").asString()).isEqualTo("simple");
        assertThat(me.at("/roles/0/key").asString()).isEqualTo("CALLER");
        assertThat(me.at("/rights/leads/level").asString()).isEqualTo("write");
        assertThat(me.at("/rights/leads/scope").asString()).isEqualTo("partner");
        assertThat(me.at("/fields/phone").asString()).isEqualTo("clear");
        assertThat(me.at("/fields/email").asString()).isEqualTo("masked");
    }

    @Test
    void changesOnlyWhatIsSentAndClearsWhatIsNull() {
        var sales = anybody.as(acme.token("SALES"));

        var first = sales.patch(
                "/me",
                Map.of("phone", "099999 01234", "timeZone", "Europe/Berlin", "preferences", Map.of("theme", "dark")));
        assertThat(first.data().at("/user/phone").asString()).isEqualTo("+919999901234");
        assertThat(first.data().at("/user/preferences/theme").asString()).isEqualTo("dark");

        var clearing = new HashMap<String, Object>();
        clearing.put("phone", null);
        var second = sales.patch("/me", clearing);
        assertThat(second.data().at("/user/phone").isNull()).isTrue();
        assertThat(second.data().at("/user/timeZone").asString()).isEqualTo("Europe/Berlin");

        assertThat(sales.patch("/me", Map.of("timeZone", "Mars/Base")).status()).isEqualTo(422);
        assertThat(sales.patch("/me", Map.of("roleIds", List.of())).status()).isEqualTo(400);
    }

    @Test
    void peopleSayThemselvesWhenTheyAreOnLeave() {
        var sales = anybody.as(acme.token("SALES"));

        var away = sales.patch("/me", Map.of("leaveFrom", "2099-12-01", "leaveTo", "2099-12-24"));
        assertThat(away.data().at("/user/leaveFrom").asString()).isEqualTo("2099-12-01");
        assertThat(sales.get("/me").data().at("/user/leaveTo").asString()).isEqualTo("2099-12-24");
        assertThat(sales.patch("/me", Map.of("leaveTo", "2099-11-30")).status()).isEqualTo(422);
        assertThat(sales.patch("/me", Map.of("leaveFrom", "tomorrow")).status()).isEqualTo(422);

        var back = new HashMap<String, Object>();
        back.put("leaveFrom", null);
        back.put("leaveTo", null);
        assertThat(sales.patch("/me", back).data().at("/user/leaveFrom").isNull())
                .isTrue();
    }

    @Test
    void aNewUserMustChooseAPasswordOfHisOwnFirst() {
        var created = admin.post(
                "/users",
                Map.of("name", "Meera Nair", "email", "meera@example.com", "roleIds", List.of(roleId("SALES"))));
        assertThat(created.status()).isEqualTo(201);
        var once = created.data().path("oneTimePassword").asString();

        var login = anybody.post(
                "/auth/login", Map.of("tenant", acme.slug(), "email", "Meera@Example.com", "password", once));
        assertThat(login.data().path("mustChangePassword").asBoolean()).isTrue();
        var meera = anybody.as(login.data().path("accessToken").asString());
        assertThat(meera.get("/users/directory").code()).isEqualTo("PASSWORD_CHANGE_REQUIRED");
        assertThat(meera.post("/auth/socket-ticket", null).status()).isEqualTo(403);
        assertThat(meera.get("/me").status()).isEqualTo(200);

        assertThat(change(meera, "not the right one", "seven quiet herons").code())
                .isEqualTo("PASSWORD_WRONG");
        assertThat(change(meera, once, "short").code()).isEqualTo("VALIDATION_FAILED");
        var changed = change(meera, once, "seven quiet herons");
        assertThat(changed.status()).isEqualTo(200);
        assertThat(changed.data().path("mustChangePassword").asBoolean()).isFalse();
        assertThat(anybody.as(changed.data().path("accessToken").asString())
                        .get("/users/directory")
                        .status())
                .isEqualTo(200);
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> meera.get("/me").status() == 401);
    }

    @Test
    void aDeactivatedUserIsOutWithinFiveSeconds() {
        var sales = anybody.as(acme.token("SALES"));
        assertThat(sales.get("/me").status()).isEqualTo(200);
        var user = user("SALES");

        var reply = admin.post("/users/" + id(user) + "/deactivate", version(user));
        assertThat(reply.data().path("active").asBoolean()).isFalse();

        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> sales.get("/me").status() == 401);
        assertThat(anybody.post(
                                "/auth/login",
                                Map.of(
                                        "tenant",
                                        acme.slug(),
                                        "email",
                                        "sales@example.com",
                                        "password",
                                        TestTenants.PASSWORD))
                        .code())
                .isEqualTo("LOGIN_FAILED");
    }

    @Test
    void keepsTheLastAdministrator() {
        var user = user("ADMIN");

        assertThat(admin.post("/users/" + id(user) + "/deactivate", version(user))
                        .code())
                .isEqualTo("NOT_YOURSELF");
        assertThat(admin.patch("/users/" + id(user), Map.of("version", 0, "roleIds", List.of(roleId("MANAGER"))))
                        .code())
                .isEqualTo("LAST_ADMINISTRATOR");
    }

    @Test
    void nobodyHandsOutOrTakesOverMoreThanHeHolds() {
        var definition = Map.of(
                "modules",
                Map.of("users", Map.of("level", "write", "scope", "all", "actions", List.of())),
                "fields",
                Map.of(),
                "allowedStatuses",
                Map.of());
        var helpdesk = admin.post("/roles", Map.of("name", "Help desk", "definition", definition));
        assertThat(helpdesk.data().path("key").asString()).isEqualTo("HELP_DESK");
        var viewer = user("VIEWER");
        admin.patch(
                "/users/" + id(viewer),
                Map.of(
                        "version",
                        0,
                        "roleIds",
                        List.of(helpdesk.data().path("id").asString())));
        var clerk = anybody.as(acme.token("VIEWER"));

        assertThat(clerk.patch("/users/" + id(viewer), Map.of("version", 1, "roleIds", List.of(roleId("ADMIN"))))
                        .code())
                .isEqualTo("RIGHTS_EXCEED_YOURS");
        assertThat(clerk.post(
                                "/users",
                                Map.of(
                                        "name",
                                        "Puppet",
                                        "email",
                                        "puppet@example.com",
                                        "roleIds",
                                        List.of(roleId("ADMIN"))))
                        .code())
                .isEqualTo("RIGHTS_EXCEED_YOURS");
        assertThat(clerk.post("/users/" + id(user("ADMIN")) + "/one-time-password", null)
                        .code())
                .isEqualTo("RIGHTS_EXCEED_YOURS");
        assertThat(clerk.post("/roles", Map.of("name", "More", "definition", definition))
                        .code())
                .isEqualTo("RIGHT_MISSING");
        assertThat(anybody.as(acme.token("SALES")).get("/users").code()).isEqualTo("RIGHT_MISSING");
    }

    @Test
    void keepsRolesReadableAndInUse() {
        var nonsense = Map.of("modules", Map.of("leads", Map.of("level", "god", "scope", "all", "actions", List.of())));
        var refused = admin.post("/roles", Map.of("name", "Nonsense", "definition", nonsense));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body().at("/errors/0/pointer").asString()).isEqualTo("/definition/modules/leads/level");

        assertThat(admin.delete("/roles/" + roleId("SALES") + "?version=0").code())
                .isEqualTo("ROLE_IN_USE");
        assertThat(admin.patch("/roles/" + roleId("ADMIN"), Map.of("version", 0, "definition", Map.of()))
                        .code())
                .isEqualTo("ROLE_FIXED");
        assertThat(admin.get("/roles/options").data().path("modules").size()).isPositive();
    }

    @Test
    void changesATeamOnlyAtItsVersion() {
        var west = admin.post("/teams", Map.of("name", "West")).data();
        var mumbai = admin.post(
                        "/teams",
                        Map.of("name", "Mumbai", "parentId", west.path("id").asString()))
                .data();

        assertThat(admin.post("/teams", Map.of("name", "West")).code()).isEqualTo("TEAM_NAME_TAKEN");
        assertThat(admin.patch(
                                "/teams/" + west.path("id").asString(),
                                Map.of(
                                        "version",
                                        0,
                                        "parentId",
                                        mumbai.path("id").asString()))
                        .code())
                .isEqualTo("TEAM_UNDER_ITSELF");
        assertThat(admin.patch("/teams/" + west.path("id").asString(), Map.of("version", 7, "name", "East"))
                        .code())
                .isEqualTo("VERSION_CONFLICT");
        assertThat(admin.delete("/teams/" + west.path("id").asString() + "?version=0")
                        .code())
                .isEqualTo("TEAM_IN_USE");
        assertThat(admin.delete("/teams/" + mumbai.path("id").asString() + "?version=0")
                        .status())
                .isEqualTo(204);
    }

    @Test
    void listsUsersInPagesAndFindsThemByName() {
        var first = admin.get("/users?limit=5");
        var second = admin.get(
                "/users?limit=200&cursor=" + first.body().at("/meta/cursor").asString());

        assertThat(first.data().size()).isEqualTo(5);
        assertThat(first.data().size() + second.data().size()).isEqualTo(13);
        assertThat(second.body().at("/meta/cursor").isMissingNode()).isTrue();
        assertThat(admin.get("/users?query=PACK").data().at("/0/email").asString())
                .isEqualTo("packer@example.com");
        assertThat(admin.get("/users?cursor=nonsense").status()).isEqualTo(400);
    }

    @Test
    void nothingOfAnotherCompanyIsThere() {
        var globex = tenants.create(Preset.SIMPLE);
        var stranger = anybody.as(globex.token("ADMIN"));
        var user = user("SALES");

        assertThat(stranger.patch("/users/" + id(user), Map.of("version", 0, "name", "Taken"))
                        .status())
                .isEqualTo(404);
        assertThat(stranger.post("/users/" + id(user) + "/deactivate", version(user))
                        .status())
                .isEqualTo(404);
        assertThat(stranger.post("/users/" + id(user) + "/one-time-password", null)
                        .status())
                .isEqualTo(404);
        assertThat(stranger.patch("/roles/" + roleId("SALES"), Map.of("version", 0, "name", "Taken"))
                        .status())
                .isEqualTo(404);
        assertThat(stranger.get("/users?limit=200")
                        .data()
                        .valueStream()
                        .map(row -> row.path("id").asString()))
                .doesNotContain(id(user));
        assertThat(stranger.patch("/users/" + globex.actor("SALES").user(), Map.of("version", 0, "managerId", id(user)))
                        .status())
                .isEqualTo(422);
        assertThat(user("SALES").path("name").asString()).isEqualTo("Sales");
    }

    private static TestApi.Reply change(TestApi who, String current, String fresh) {
        return who.post("/auth/password", Map.of("currentPassword", current, "newPassword", fresh));
    }

    private JsonNode user(String role) {
        return admin.get("/users?query=" + role.toLowerCase(java.util.Locale.ROOT) + "@")
                .data()
                .valueStream()
                .filter(row -> row.path("email").asString().startsWith(role.toLowerCase(java.util.Locale.ROOT)))
                .findFirst()
                .orElseThrow();
    }

    private String roleId(String key) {
        return admin.get("/roles")
                .data()
                .valueStream()
                .filter(role -> role.path("key").asString().equals(key))
                .findFirst()
                .orElseThrow()
                .path("id")
                .asString();
    }

    private static String id(JsonNode user) {
        return user.path("id").asString();
    }

    private static Map<String, Integer> version(JsonNode user) {
        return Map.of("version", user.path("version").asInt());
    }
}

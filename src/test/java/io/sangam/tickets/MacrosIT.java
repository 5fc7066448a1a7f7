package io.sangam.tickets;

import static org.assertj.core.api.Assertions.assertThat;

import io.sangam.TestApi;
import io.sangam.TestTenants;
import io.sangam.TestTenants.TestTenant;
import io.sangam.tenancy.Preset;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestConstructor;
import tools.jackson.databind.JsonNode;

@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
class MacrosIT {

    private final TestTenants tenants;
    private final TestApi api;
    private TestTenant acme;
    private TestApi admin;

    MacrosIT(TestTenants tenants, @LocalServerPort int port) {
        this.tenants = tenants;
        this.api = new TestApi(port);
        acme = tenants.create(Preset.SIMPLE);
        admin = api.as(acme.token("ADMIN"));
    }

    @BeforeEach
    void foundACompany() {
        acme = tenants.create(Preset.SIMPLE);
        admin = api.as(acme.token("ADMIN"));
    }

    @Test
    void aCannedReplyIsFilledInForTheTicket() {
        var contact = admin.post("/contacts", Map.of("firstName", "Kiran", "lastName", "Rao"))
                .data()
                .path("id")
                .asString();
        var ticket = made(Map.of("title", "No sound", "contact", contact));
        macro(Map.of("name", "Thanks", "text", "Dear {{contact}}, about “{{title}}” ({{number}}): soon. {{account}}"));

        var filled = admin.get("/tickets/" + ticket + "/macros").data().get(0);

        assertThat(filled.path("reply").asBoolean()).isTrue();
        assertThat(filled.path("text").asString())
                .isEqualTo("Dear Kiran Rao, about “No sound” (%s): soon. "
                        .formatted(seen(ticket).path("number").asString()));
        assertThat(admin.get("/tickets/macros").data().get(0).path("text").asString())
                .as("is kept as it was written")
                .contains("{{contact}}");
    }

    @Test
    void aMacroIsOneStepThatIsTakenBackAsOne() {
        var ticket = made(Map.of("title", "Broken"));
        var macro = macro(Map.of(
                "name", "It is a bug",
                "text", "We see {{number}} here, too.",
                "status", "in_progress",
                "fields", Map.of("type", "bug", "priority", "high")));

        var reply = admin.post(
                "/tickets/" + ticket + "/macro",
                Map.of("version", seen(ticket).path("version"), "macro", macro.path("id")));

        assertThat(reply.status()).as(reply.body().toString()).isEqualTo(200);
        assertThat(reply.data().path("status").asString()).isEqualTo("in_progress");
        assertThat(reply.data().path("priority").asString()).isEqualTo("high");
        assertThat(reply.data().path("department").asString()).isEqualTo("development");
        var remark = admin.get("/tickets/" + ticket + "/timeline?kinds=commented")
                .data()
                .get(0);
        assertThat(remark.at("/data/text").asString())
                .isEqualTo("We see %s here, too."
                        .formatted(reply.data().path("number").asString()));

        var undone = admin.post(
                "/change-sets/" + reply.headers().firstValue("X-Change-Set").orElseThrow() + "/undo", null);

        assertThat(undone.status()).as(undone.body().toString()).isEqualTo(200);
        assertThat(seen(ticket).path("status").asString()).isEqualTo("new");
        assertThat(seen(ticket).path("priority").asString()).isEqualTo("normal");
    }

    @Test
    void aMacroDoesAllOrNothing() {
        var ticket = made(Map.of("title", "Not yet"));
        var macro = macro(
                Map.of("name", "Done", "text", "Solved", "status", "resolved", "fields", Map.of("priority", "low")));

        var reply = admin.post(
                "/tickets/" + ticket + "/macro",
                Map.of("version", seen(ticket).path("version"), "macro", macro.path("id")));

        assertThat(reply.status()).as("new tickets are not resolved").isEqualTo(409);
        assertThat(seen(ticket).path("priority").asString()).isEqualTo("normal");
        assertThat(admin.get("/tickets/" + ticket + "/timeline?kinds=commented").data())
                .isEmpty();
        var other = macro(Map.of("name", "High", "fields", Map.of("priority", "high")));
        var stale = admin.post("/tickets/" + ticket + "/macro", Map.of("version", 77, "macro", other.path("id")));
        assertThat(stale.code()).isEqualTo("VERSION_CONFLICT");
    }

    @Test
    void asksForWhatThereIs() {
        assertThat(error(Map.of("name", "Nothing"))).isEqualTo("VALUE_REQUIRED");
        assertThat(error(Map.of("name", "Phone", "text", "Ring {{phone}}"))).isEqualTo("VARIABLE_UNKNOWN");
        assertThat(error(Map.of("name", "Where", "status", "nowhere"))).isEqualTo("STATUS_UNKNOWN");
        assertThat(error(Map.of("name", "What", "fields", Map.of("colour", "red"))))
                .isEqualTo("FIELD_UNKNOWN");
        assertThat(error(Map.of("name", "Own", "fields", Map.of("c_size", "big"))))
                .isEqualTo("FIELD_UNKNOWN");
        assertThat(error(Map.of("name", "Fixed", "fields", Map.of("number", "1"))))
                .isEqualTo("FIELD_READ_ONLY");
        assertThat(error(Map.of("name", "Priority", "fields", Map.of("priority", "huge"))))
                .isEqualTo("VALUE_NOT_AN_OPTION");
    }

    @Test
    void isKeptByAdministratorsAndUsedByWhoeverWorksTheTicket() {
        var support = api.as(acme.token("SUPPORT"));
        var viewer = api.as(acme.token("VIEWER"));
        var macro = macro(Map.of("name", "High", "fields", Map.of("priority", "high")));
        var ticket = made(
                Map.of("title", "Theirs", "owner", acme.actor("SUPPORT").user().toString()));
        var use = Map.of("version", seen(ticket).path("version"), "macro", macro.path("id"));

        assertThat(support.post("/tickets/macros", Map.of("name", "Mine", "text", "Mine"))
                        .code())
                .isEqualTo("RIGHT_MISSING");
        assertThat(viewer.post("/tickets/" + ticket + "/macro", use).code()).isEqualTo("RECORD_NOT_WRITABLE");
        assertThat(support.post("/tickets/" + ticket + "/macro", use).status()).isEqualTo(200);
        var changed = admin.put(
                "/tickets/macros/" + macro.path("id").asString(),
                Map.of("version", 0, "macro", Map.of("name", "Urgent", "fields", Map.of("priority", "urgent"))));
        assertThat(changed.data().path("version").asInt()).isEqualTo(1);
        assertThat(admin.delete("/tickets/macros/" + macro.path("id").asString() + "?version=0")
                        .code())
                .isEqualTo("VERSION_CONFLICT");
        assertThat(admin.delete("/tickets/macros/" + macro.path("id").asString() + "?version=1")
                        .status())
                .isEqualTo(204);
        assertThat(admin.get("/tickets/macros").data()).isEmpty();
    }

    private String error(Map<String, Object> macro) {
        var reply = admin.post("/tickets/macros", macro);
        assertThat(reply.status()).as(reply.body().toString()).isEqualTo(422);
        return reply.body().at("/errors/0/code").asString();
    }

    private JsonNode macro(Map<String, Object> macro) {
        var reply = admin.post("/tickets/macros", macro);
        assertThat(reply.status()).as(reply.body().toString()).isEqualTo(201);
        return reply.data();
    }

    private String made(Map<String, Object> ticket) {
        var reply = admin.post("/tickets", ticket);
        assertThat(reply.status()).as(reply.body().toString()).isEqualTo(201);
        return reply.data().path("id").asString();
    }

    private JsonNode seen(String ticket) {
        return admin.get("/tickets/" + ticket).data();
    }
}

package io.sangam.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sangam.MailedTest;
import io.sangam.TestApi;
import io.sangam.TestApi.Reply;
import io.sangam.TestTenants;
import io.sangam.TestTenants.TestTenant;
import io.sangam.tenancy.Preset;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.transaction.support.TransactionOperations;

/// Links that choose a password, through a real mail server: attack cases AU-07 to AU-10 and AU-13.
class PasswordLinksIT extends MailedTest {

    private static final Pattern LINK = Pattern.compile("https?://\\S+/set-password#(pl_\\S+)");
    private static final AtomicInteger PEOPLE = new AtomicInteger();

    private final DSLContext db;
    private final TransactionOperations transactions;
    private final TestTenants tenants;
    private final TestTenant acme;
    private final TestApi api;
    private final TestApi admin;
    private final int port;

    PasswordLinksIT(TestTenants tenants, DSLContext db, TransactionOperations transactions, @LocalServerPort int port) {
        this.tenants = tenants;
        this.db = db;
        this.transactions = transactions;
        this.port = port;
        this.acme = tenants.create(Preset.SIMPLE);
        this.api = new TestApi(port);
        this.admin = api.as(acme.token("ADMIN"));
    }

    @Test
    void aForgottenPasswordIsChosenAnewAndEndsAllSessions() {
        var email = person();
        var session = api.as(
                login(email, TestTenants.PASSWORD).data().path("accessToken").asString());
        assertThat(session.get("/auth/sessions").status()).isEqualTo(200);

        assertThat(forgot(email).status()).isEqualTo(202);
        var token = token(email, 1);
        var look = api.post("/auth/password/link", Map.of("token", token));
        assertThat(look.data().path("purpose").asString()).isEqualTo("reset");
        assertThat(look.data().path("email").asString()).isEqualTo(email);
        assertThat(choose(token, "three new quiet herons").status()).isEqualTo(204);

        await().atMost(Duration.ofSeconds(30))
                .until(() -> session.get("/auth/sessions").status() == 401);
        assertThat(login(email, TestTenants.PASSWORD).code()).isEqualTo("LOGIN_FAILED");
        assertThat(login(email, "three new quiet herons").status()).isEqualTo(200);
        assertThat(choose(token, "four new quiet herons").code()).isEqualTo("LINK_USED");
        assertThat(kindsOf(email)).contains("password_reset_requested", "password_reset");
    }

    @Test
    void theAnswerDoesNotTellWhoHasAnAccount() {
        var known = person();

        var replies = List.of(
                forgot(known),
                forgot("nobody@example.com"),
                api.post("/auth/password/forgotten", Map.of("tenant", "no-such-company", "email", known)));

        assertThat(replies).allSatisfy(reply -> {
            assertThat(reply.status()).isEqualTo(202);
            assertThat(reply.body().isMissingNode()).isTrue();
            assertThat(reply.headers().map().keySet())
                    .isEqualTo(replies.getFirst().headers().map().keySet());
        });
        var unused = token(known, 1);
        assertThat(mails("nobody@example.com")).isEmpty();
    }

    @Test
    void aLinkDiesOfANewerOneAPasswordAnAddressAndTime() {
        var newer = person();
        forgot(newer);
        var first = token(newer, 1);
        forgot(newer);
        var second = token(newer, 2);
        assertThat(choose(first, "three new quiet herons").code()).isEqualTo("LINK_USED");

        var session =
                login(newer, TestTenants.PASSWORD).data().path("accessToken").asString();
        assertThat(api.as(session)
                        .post(
                                "/auth/password",
                                Map.of("currentPassword", TestTenants.PASSWORD, "newPassword", "five new quiet herons"))
                        .status())
                .isEqualTo(200);
        assertThat(choose(second, "three new quiet herons").code()).isEqualTo("LINK_USED");

        var moved = person();
        forgot(moved);
        var third = token(moved, 1);
        var user = user(moved);
        assertThat(admin.patch(
                                "/users/" + user.path("id").asString(),
                                Map.of("version", user.path("version").asInt(), "email", "else-" + moved))
                        .status())
                .isEqualTo(200);
        assertThat(choose(third, "three new quiet herons").code()).isEqualTo("LINK_USED");

        var late = person();
        forgot(late);
        var fourth = token(late, 1);
        acme.run(() -> transactions.executeWithoutResult(
                _ -> db.execute("update identity.password_link set expires_at = expires_at - interval '31 minutes'")));
        assertThat(choose(fourth, "three new quiet herons").code()).isEqualTo("LINK_EXPIRED");
        assertThat(choose("pl_nonsense", "three new quiet herons").code()).isEqualTo("LINK_UNKNOWN");
    }

    @Test
    void onlyOneOfTwoAtOnceChooses() {
        var email = person();
        forgot(email);
        var token = token(email, 1);

        var codes = Stream.of("three new quiet herons", "four new quiet herons")
                .parallel()
                .map(password -> choose(token, password).status())
                .toList();

        assertThat(codes).containsExactlyInAnyOrder(204, 422);
    }

    @Test
    void theTokenIsKeptNowhere() {
        var email = person();
        forgot(email);
        var token = token(email, 1);

        var secret = token.substring(token.length() - 30);
        for (var table : List.of("identity.password_link", "mail.message", "identity.security_event", "events.event")) {
            var rows = acme.in(() -> transactions.execute(
                    _ -> db.fetch("select t::text from " + table + " t").getValues(0)));
            assertThat(rows.toString()).as(table).doesNotContain(secret);
        }
        var jobs = transactions.execute(_ -> db.fetch("select encode(task_data, 'escape') from jobs.scheduled_task")
                .getValues(0));
        assertThat(jobs.toString()).doesNotContain(secret);
    }

    @Test
    void theLinkLeadsToTheConfiguredOriginWhateverTheRequestSays() throws IOException {
        var email = person();
        api.with("X-Forwarded-Host", "evil.example")
                .with("X-Host", "evil.example")
                .with("Forwarded", "host=evil.example")
                .with("X-Forwarded-Proto", "http")
                .post("/auth/password/forgotten", Map.of("tenant", acme.slug(), "email", email));
        var first = token(email, 1);
        try (var socket = new Socket("localhost", port)) {
            var body = "{\"tenant\":\"" + acme.slug() + "\",\"email\":\"" + email + "\"}";
            socket.getOutputStream()
                    .write(("POST /api/v1/auth/password/forgotten HTTP/1.1\r\nHost: evil.example\r\n"
                                    + "Content-Type: application/json\r\nConnection: close\r\nContent-Length: "
                                    + body.length() + "\r\n\r\n" + body)
                            .getBytes(StandardCharsets.US_ASCII));
            var answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            assertThat(answer).startsWith("HTTP/1.1 202");
        }
        var second = token(email, 2);

        assertThat(first).isNotEqualTo(second);
        assertThat(mails(email))
                .allSatisfy(mail -> assertThat(text(mail))
                        .contains("https://crm.example.org/set-password#pl_")
                        .doesNotContain("evil.example"));
    }

    @Test
    void somebodyNewIsInvitedAndChoosesHisFirstPassword() {
        var email = "meera" + PEOPLE.incrementAndGet() + "@example.com";

        var created =
                admin.post("/users", Map.of("name", "Meera Nair", "email", email, "roleIds", List.of(roleId("SALES"))));
        assertThat(created.status()).isEqualTo(201);
        assertThat(created.data().path("oneTimePassword").isNull()).isTrue();
        assertThat(created.data().at("/user/invitation/state").asString()).isEqualTo("open");
        var id = created.data().at("/user/id").asString();
        var first = token(email, 1);

        assertThat(admin.post("/users/" + id + "/invitation", null).status()).isEqualTo(200);
        var second = token(email, 2);
        assertThat(choose(first, "three new quiet herons").code()).isEqualTo("LINK_USED");
        assertThat(admin.delete("/users/" + id + "/invitation")
                        .data()
                        .at("/invitation/state")
                        .asString())
                .isEqualTo("withdrawn");
        assertThat(admin.delete("/users/" + id + "/invitation").code()).isEqualTo("INVITATION_NOT_OPEN");
        assertThat(choose(second, "three new quiet herons").code()).isEqualTo("LINK_USED");

        assertThat(admin.post("/users/" + id + "/invitation", null).status()).isEqualTo(200);
        var third = token(email, 3);
        assertThat(api.post("/auth/password/link", Map.of("token", third))
                        .data()
                        .path("purpose")
                        .asString())
                .isEqualTo("invitation");
        assertThat(choose(third, "three new quiet herons").status()).isEqualTo(204);
        var login = login(email, "three new quiet herons");
        assertThat(login.data().path("mustChangePassword").asBoolean()).isFalse();
        assertThat(user(email).path("invitation").isNull()).isTrue();
        assertThat(admin.post("/users/" + id + "/invitation", null).code()).isEqualTo("INVITATION_NOT_NEEDED");
        assertThat(kindsOf(email)).contains("user_invited", "invitation_withdrawn", "invitation_accepted");
    }

    @Test
    void aMailSpeaksTheLanguageOfWhoReadsIt() throws MessagingException {
        for (var expected : Map.of(
                        "ar-EG", List.of("دعوة إلى Sangam لدى ", "<html lang=\"ar\" dir=\"rtl\">"),
                        "hi", List.of("Sangam के लिए आपको आमंत्रण", "<html lang=\"hi\" dir=\"ltr\">"),
                        "de", List.of("Einladung zu Sangam bei ", "<html lang=\"de\" dir=\"ltr\">"),
                        "fr", List.of("You are invited to Sangam at ", "<html lang=\"en\" dir=\"ltr\">"))
                .entrySet()) {
            var email = "reader" + PEOPLE.incrementAndGet() + "@example.com";
            var created = admin.post(
                    "/users",
                    Map.of(
                            "name",
                            "Meera",
                            "email",
                            email,
                            "locale",
                            expected.getKey(),
                            "roleIds",
                            List.of(roleId("SALES"))));
            assertThat(created.status()).isEqualTo(201);
            var unused = token(email, 1);
            var mail = mails(email).getFirst();

            assertThat(mail.getSubject()).contains(expected.getValue().getFirst());
            assertThat(html(mail)).contains(expected.getValue().getLast());
        }
    }

    @Test
    void aNameCannotWriteHeaders() throws MessagingException {
        var email = "eve" + PEOPLE.incrementAndGet() + "@example.com";
        var created = admin.post(
                "/users",
                Map.of(
                        "name",
                        "Eve {link}\u2028Bcc: victim@example.com <b>",
                        "email",
                        email,
                        "roleIds",
                        List.of(roleId("SALES"))));

        assertThat(created.status()).isEqualTo(201);
        var unused = token(email, 1);
        var mail = mails(email).getFirst();
        assertThat(mail.getAllRecipients()).hasSize(1);
        assertThat(header(mail, "Bcc")).isEmpty();
        assertThat(html(mail)).contains("&lt;b&gt;").doesNotContain("<b>");
        assertThat(text(mail)).contains("Hello Eve {link} Bcc: victim@example.com");
    }

    @Test
    void noneOfTheLastThreePasswordsComesBack() {
        var email = person();
        var passwords = List.of(
                TestTenants.PASSWORD, "first new quiet heron", "second new quiet heron", "third new quiet heron");
        for (var i = 1; i < passwords.size(); i++) {
            assertThat(change(email, passwords.get(i - 1), passwords.get(i)).status())
                    .isEqualTo(200);
        }

        assertThat(fault(change(email, passwords.get(3), passwords.get(1)))).isEqualTo("PASSWORD_REUSED");
        assertThat(fault(change(email, passwords.get(3), passwords.get(2)))).isEqualTo("PASSWORD_REUSED");
        assertThat(fault(change(email, passwords.get(3), passwords.get(3)))).isEqualTo("PASSWORD_UNCHANGED");
        assertThat(change(email, passwords.get(3), passwords.get(0)).status()).isEqualTo(200);
    }

    @Test
    void aHugePasswordIsRefusedBeforeAnyWork() {
        var email = person();
        forgot(email);
        var token = token(email, 1);

        assertThat(choose(token, "x".repeat(1_000_000)).status()).isEqualTo(422);
        assertThat(login(email, "x".repeat(1_000_000)).status()).isEqualTo(422);
        assertThat(choose(token, "y".repeat(2_000_000)).status()).isEqualTo(413);
        assertThat(choose(token, "seven calm herons " + "🦆".repeat(60)).status())
                .isEqualTo(204);
    }

    @Test
    void caughtMailsAreNotForAnybodyHere() {
        assertThat(api.get("/mail/caught").status()).isEqualTo(404);
        assertThat(api.get("/auth/options").data().path("mail").asBoolean()).isTrue();
        assertThat(api.get("/auth/options").data().path("caughtMails").asBoolean())
                .isFalse();
    }

    private String person() {
        var email = "person" + PEOPLE.incrementAndGet() + "@example.com";
        var unused = tenants.user(acme.id(), "SALES", email);
        return email;
    }

    private Reply forgot(String email) {
        return api.post("/auth/password/forgotten", Map.of("tenant", acme.slug(), "email", email));
    }

    private Reply choose(String token, String password) {
        return api.post("/auth/password/choose", Map.of("token", token, "newPassword", password));
    }

    private Reply login(String email, String password) {
        return api.post("/auth/login", Map.of("tenant", acme.slug(), "email", email, "password", password));
    }

    private Reply change(String email, String from, String to) {
        var token = login(email, from).data().path("accessToken").asString();
        return api.as(token).post("/auth/password", Map.of("currentPassword", from, "newPassword", to));
    }

    private static String fault(Reply reply) {
        return reply.body().at("/errors/0/code").asString();
    }

    private tools.jackson.databind.JsonNode user(String email) {
        return admin.get("/users?query=" + email).data().path(0);
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

    private List<String> kindsOf(String email) {
        return admin.get("/audit/security-events?user=" + user(email).path("id").asString())
                .data()
                .valueStream()
                .map(event -> event.path("kind").asString())
                .toList();
    }

    /// From the so manieth mail to that address.
    private String token(String email, int number) {
        await().atMost(Duration.ofSeconds(30)).until(() -> mails(email).size() >= number);
        var found = LINK.matcher(text(mails(email).get(number - 1)));
        assertThat(found.find()).isTrue();
        return Objects.requireNonNull(found.group(1));
    }

    private static List<MimeMessage> mails(String email) {
        return Stream.of(SERVER.getReceivedMessages())
                .filter(mail -> String.join(" ", header(mail, "To")).contains(email))
                .toList();
    }

    private static List<String> header(MimeMessage mail, String name) {
        try {
            var values = mail.getHeader(name);
            return values == null ? List.of() : List.of(values);
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String text(MimeMessage mail) {
        return part(mail, 0);
    }

    private static String html(MimeMessage mail) {
        return part(mail, 1);
    }

    private static String part(MimeMessage mail, int number) {
        try {
            return ((MimeMultipart) mail.getContent())
                    .getBodyPart(number)
                    .getContent()
                    .toString();
        } catch (MessagingException | IOException e) {
            throw new IllegalStateException(e);
        }
    }
}

package io.sangam.mail;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatRuntimeException;

import com.icegreen.greenmail.configuration.GreenMailConfiguration;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.sangam.jobs.Hopeless;
import io.sangam.kernel.Ids;
import io.sangam.kernel.TenantId;
import io.sangam.mail.MailSettings.Reach;
import io.sangam.mail.MailSettings.Tls;
import jakarta.mail.internet.MimeMultipart;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Against a real mail server, and one that refuses.
class SmtpPostTest {

    private final GreenMail server = new GreenMail(ServerSetup.SMTP.dynamicPort())
            .withConfiguration(GreenMailConfiguration.aConfig().withUser("sangam", "a mail password"));

    @BeforeEach
    void start() {
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop();
    }

    @Test
    void handsOverTextAndHtml() throws Exception {
        post(server.getSmtp().getPort(), Tls.NONE, "a mail password").deliver(TenantId.next(), mail("Meera Nair"));

        var got = server.getReceivedMessages()[0];
        assertThat(got.getSubject()).isEqualTo("Grüße");
        assertThat(got.getHeader("To")[0]).contains("meera@example.com");
        assertThat(got.getHeader("Auto-Submitted")).containsExactly("auto-generated");
        var parts = (MimeMultipart) got.getContent();
        assertThat(parts.getBodyPart(0).getContent().toString()).contains("crème");
        assertThat(parts.getBodyPart(1).getContentType()).startsWith("text/html");
    }

    @Test
    void theSameMailKeepsItsMessageId() throws Exception {
        var mail = mail("Meera Nair");
        var post = post(server.getSmtp().getPort(), Tls.NONE, "a mail password");

        post.deliver(TenantId.next(), mail);
        post.deliver(TenantId.next(), mail);

        var got = server.getReceivedMessages();
        assertThat(got[0].getMessageID())
                .isEqualTo(got[1].getMessageID())
                .contains(mail.id().toString());
    }

    @Test
    void filesGoAlong() throws Exception {
        var words = mail("Meera Nair");
        var file = new Letter.Attachment("PRO-2026-00001-v1.pdf", "application/pdf", new byte[] {37, 80, 68, 70});
        post(server.getSmtp().getPort(), Tls.NONE, "a mail password")
                .deliver(
                        TenantId.next(),
                        new Mail(
                                words.id(),
                                words.address(),
                                words.name(),
                                words.subject(),
                                words.text(),
                                words.html(),
                                List.of(file)));

        var parts = (MimeMultipart) server.getReceivedMessages()[0].getContent();
        assertThat(parts.getCount()).isEqualTo(2);
        assertThat(((MimeMultipart) parts.getBodyPart(0).getContent()).getCount())
                .isEqualTo(2);
        assertThat(parts.getBodyPart(1).getFileName()).isEqualTo(file.name());
        assertThat(parts.getBodyPart(1).getContentType()).startsWith(file.type());
        assertThat(parts.getBodyPart(1).getInputStream().readAllBytes()).isEqualTo(file.content());
    }

    @Test
    void refusesToSpeakWithoutTheTlsItWasToldToUse() {
        assertThatRuntimeException()
                .isThrownBy(() -> post(server.getSmtp().getPort(), Tls.STARTTLS, "a mail password")
                        .deliver(TenantId.next(), mail("Meera Nair")));
        assertThat(server.getReceivedMessages()).isEmpty();
    }

    @Test
    void saysThatThePasswordIsWrongAndNothingElse() {
        assertThatRuntimeException()
                .isThrownBy(() -> post(server.getSmtp().getPort(), Tls.NONE, "another password")
                        .deliver(TenantId.next(), mail("Meera Nair")))
                .withMessageContaining("does not accept our user")
                .withNoCause();
    }

    @Test
    void givesUpAtOnceOnARefusedMailboxWithoutNamingIt() throws IOException {
        try (var refusing = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> refuse(refusing));

            assertThatExceptionOfType(Hopeless.class)
                    .isThrownBy(() -> new SmtpPost(
                                    settings(refusing.getLocalPort(), Tls.NONE, null), "here", Clock.systemUTC())
                            .deliver(TenantId.next(), mail("Meera Nair")))
                    .withMessage("The mail server refused the mail: 550")
                    .withNoCause();
        }
    }

    @Test
    void leavesAServerAloneThatFailsAgainAndAgain() {
        var port = server.getSmtp().getPort();
        server.stop();
        var post = post(port, Tls.NONE, "a mail password");

        for (var i = 0; i < 5; i++) {
            assertThatRuntimeException().isThrownBy(() -> post.deliver(TenantId.next(), mail("Meera Nair")));
        }

        assertThatRuntimeException()
                .isThrownBy(() -> post.deliver(TenantId.next(), mail("Meera Nair")))
                .withMessageContaining("rests");
    }

    private static void refuse(ServerSocket server) {
        try (var client = server.accept()) {
            var in = new BufferedReader(new InputStreamReader(client.getInputStream(), US_ASCII));
            var out = client.getOutputStream();
            out.write("220 here\r\n".getBytes(US_ASCII));
            for (var line = in.readLine(); line != null; line = in.readLine()) {
                var answer = line.startsWith("RCPT") ? "550 no mailbox meera@example.com" : "250 fine";
                out.write((answer + "\r\n").getBytes(US_ASCII));
            }
        } catch (IOException _) {
            // the client has gone
        }
    }

    private static SmtpPost post(int port, Tls tls, String password) {
        return new SmtpPost(settings(port, tls, password), "here", Clock.systemUTC());
    }

    private static MailSettings settings(int port, Tls tls, @org.jspecify.annotations.Nullable String password) {
        return new MailSettings(
                "127.0.0.1",
                port,
                password == null ? null : "sangam",
                password,
                tls,
                "Sangam <sangam@example.org>",
                Duration.ofSeconds(5),
                Duration.ofSeconds(5),
                3,
                Reach.LOOPBACK);
    }

    private static Mail mail(String name) {
        return new Mail(
                Ids.next(), "meera@example.com", name, "Grüße", "crème brûlée", "<p>crème brûlée</p>", List.of());
    }
}

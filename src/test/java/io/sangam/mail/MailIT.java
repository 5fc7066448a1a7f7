package io.sangam.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.sangam.jobs.Jobs;
import io.sangam.kernel.Ids;
import io.sangam.kernel.TenantId;
import io.sangam.tenancy.TenantScope;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestConstructor;
import org.springframework.transaction.support.TransactionOperations;

/// The queue between a cause and its mail.
@SpringBootTest(
        properties = {
            "sangam.url=https://crm.example.org",
            "sangam.mail.host=127.0.0.1",
            "sangam.mail.tls=none",
            "sangam.mail.from=sangam@example.org",
            "sangam.mail.attempts=3",
            "sangam.jobs.backoff=10ms",
            "sangam.jobs.poll=100ms"
        })
@Import(MailIT.Config.class)
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
class MailIT {

    private static final GreenMail SERVER = new GreenMail(ServerSetup.SMTP.dynamicPort());

    private final Mails mails;
    private final MailJob job;
    private final Note note;
    private final Jobs jobs;
    private final TransactionOperations transactions;
    private final DSLContext db;
    private final TenantId tenant = TenantId.next();
    private final UUID about = Ids.next();

    MailIT(Mails mails, MailJob job, Note note, Jobs jobs, TransactionOperations transactions, DSLContext db) {
        this.mails = mails;
        this.job = job;
        this.note = note;
        this.jobs = jobs;
        this.transactions = transactions;
        this.db = db;
    }

    @DynamicPropertySource
    static void mailServer(DynamicPropertyRegistry registry) {
        SERVER.start();
        registry.add("sangam.mail.port", () -> SERVER.getSmtp().getPort());
    }

    @Test
    void oneCauseIsOneMailHoweverOftenItIsToldAndItsJobRuns() {
        send();
        send();
        await().until(() -> received() == 1);
        var message = TenantScope.call(
                        tenant,
                        () -> transactions.execute(
                                _ -> db.fetchSingle("select id from mail.message where outcome = 'sent'")))
                .get(0, UUID.class);
        TenantScope.run(tenant, () -> job.run(tenant, new MailJob.Task(message)));

        await().during(Duration.ofMillis(500)).until(() -> received() == 1);
    }

    @Test
    void whatHasLostItsReasonIsNotSent() {
        note.pointless.add(about);
        send();

        await().during(Duration.ofMillis(700)).until(() -> received() == 0);
        assertThat(TenantScope.call(tenant, () -> jobs.dead(tenant))).isEmpty();
    }

    @Test
    void withoutItsServerAMailEndsDeadAndIsSentWhenReplayed() {
        note.failing.add(about);
        send();
        await().until(() -> TenantScope.call(tenant, () -> jobs.dead(tenant)).size() == 1);
        var dead = TenantScope.call(tenant, () -> jobs.dead(tenant)).getFirst();
        assertThat(dead.name()).isEqualTo(job.name());
        assertThat(dead.data().toString()).doesNotContain("example.com");

        note.failing.remove(about);
        TenantScope.run(tenant, () -> jobs.replay(tenant, dead.id()));
        await().until(() -> received() == 1);
    }

    private void send() {
        TenantScope.run(
                tenant,
                () -> transactions.executeWithoutResult(
                        _ -> mails.send(tenant, note, "note " + about, new Note.Data(about))));
    }

    private long received() {
        return Stream.of(SERVER.getReceivedMessages())
                .filter(mail -> {
                    try {
                        return mail.getHeader("To")[0].contains(about + "@example.com");
                    } catch (jakarta.mail.MessagingException e) {
                        throw new IllegalStateException(e);
                    }
                })
                .count();
    }

    static class Note implements Letter<Note.Data> {

        record Data(UUID about) {}

        private final Set<UUID> pointless = ConcurrentHashMap.newKeySet();
        private final Set<UUID> failing = ConcurrentHashMap.newKeySet();

        @Override
        public String kind() {
            return "test.note";
        }

        @Override
        public Class<Data> data() {
            return Data.class;
        }

        @Override
        public Optional<Content> write(TenantId tenant, Data data) {
            if (failing.contains(data.about())) {
                throw new IllegalStateException("Not now");
            }
            return pointless.contains(data.about())
                    ? Optional.empty()
                    : Optional.of(new Content(
                            data.about() + "@example.com",
                            "Meera Nair",
                            "io/sangam/identity/invitation.txt",
                            MailLanguage.ENGLISH,
                            Map.of(
                                    "name",
                                    "Meera",
                                    "email",
                                    "",
                                    "company",
                                    "Acme",
                                    "slug",
                                    "acme",
                                    "until",
                                    "Friday",
                                    "link",
                                    "https://crm.example.org/x")));
        }
    }

    @TestConfiguration
    static class Config {

        @Bean
        Note note() {
            return new Note();
        }
    }
}

package io.sangam.notifications;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.util.GreenMailUtil;
import io.sangam.MailedTest;
import io.sangam.TestTenants;
import io.sangam.TestTenants.TestTenant;
import io.sangam.kernel.Actor;
import io.sangam.kernel.Ids;
import io.sangam.notifications.Digest.Every;
import io.sangam.notifications.NoticeKind.Group;
import io.sangam.tenancy.Preset;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionOperations;

/// Rounds are run for times to come, so that the schedule of the running application has nothing to do with them. What
/// is told is an import: it is about no record whose rights would matter.
class NoticePostIT extends MailedTest {

    private static final ZoneId KOLKATA = ZoneId.of("Asia/Kolkata");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm");

    private static final NoticeKind GATHERED =
            NoticeKind.of("import", Group.SYSTEM).digested();
    private static final NoticeKind MAILED =
            NoticeKind.of("import", Group.SYSTEM).mailed();

    private final Notifications notifications;
    private final Preferences preferences;
    private final NoticePost post;
    private final DSLContext db;
    private final TransactionOperations transactions;
    private final TestTenant acme;
    private final Actor reader;
    private final Instant now;

    NoticePostIT(
            Notifications notifications,
            Preferences preferences,
            NoticePost post,
            DSLContext db,
            TransactionOperations transactions,
            TestTenants tenants,
            Clock clock) {
        this.notifications = notifications;
        this.preferences = preferences;
        this.post = post;
        this.db = db;
        this.transactions = transactions;
        this.acme = tenants.create(Preset.SIMPLE);
        this.reader = tenants.user(acme.id(), "SALES", "reader-" + Ids.next() + "@example.com");
        this.now = clock.instant();
    }

    @Test
    void oneDigestTellsWhatIsUnreadHoweverManyWorkersThereAre() throws Exception {
        tell(GATHERED, "read.csv");
        notifications();
        acme.run(() -> notifications.readAll(reader));
        tell(GATHERED, "north.csv");
        tell(GATHERED, "south.csv");
        var due = digestAt();
        assertThat(sent("notifications.digest")).isZero();

        var together = new CyclicBarrier(4);
        try (var workers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var i = 0; i < 4; i++) {
                workers.submit(() -> {
                    together.await();
                    return post.send(due);
                });
            }
        }
        post.send(due.plus(Duration.ofDays(1)));

        assertThat(sent("notifications.digest")).isEqualTo(1);
        await().until(() -> received().size() == 1);
        assertThat(received().getFirst())
                .contains("north.csv", "south.csv", "https://crm.example.org/notifications?show=unread")
                .doesNotContain("read.csv");
    }

    @Test
    void afterADayOfDowntimeOneDigestTellsEverything() {
        tell(GATHERED, "monday.csv");
        var due = digestAt();

        post.send(due.plus(Duration.ofDays(1)).plusSeconds(7));
        post.send(due.plus(Duration.ofDays(2)));
        assertThat(sent("notifications.digest")).isEqualTo(1);

        tell(GATHERED, "tuesday.csv");
        post.send(due.plus(Duration.ofDays(3)));
        assertThat(sent("notifications.digest")).isEqualTo(2);
    }

    @Test
    void whatIsReadBeforeTheDigestNeedsNone() {
        tell(GATHERED, "seen.csv");
        var due = digestAt();
        acme.run(() -> notifications.readAll(reader));

        post.send(due);

        assertThat(sent("notifications.digest")).isZero();
    }

    @Test
    void mailsWaitForTheEndOfQuietHoursAndTheAppDoesNot() {
        quiet(false);

        tell(MAILED, "late.csv");

        assertThat(notifications())
                .singleElement()
                .satisfies(told -> assertThat(told.title()).isEqualTo("late.csv"));
        post.send(now.plus(Duration.ofMinutes(30)));
        assertThat(sent("notifications.notice")).isZero();
        post.send(now.plus(Duration.ofHours(2)));
        post.send(now.plus(Duration.ofHours(2)));
        assertThat(sent("notifications.notice")).isEqualTo(1);
    }

    @Test
    void whenQuietHoursAreLiftedWhatWaitsGoesOut() {
        quiet(false);
        tell(MAILED, "late.csv");

        change(null, Digest.USUAL);
        post.send(now.plus(Duration.ofMinutes(5)));

        assertThat(sent("notifications.notice")).isEqualTo(1);
    }

    @Test
    void urgentNoticesComeThroughWhereTheReaderLetsThem() {
        quiet(true);

        tell(MAILED.urging(), "fire.csv");
        tell(MAILED, "calm.csv");

        assertThat(sent("notifications.notice")).isEqualTo(1);
    }

    @Test
    void digestsWaitForTheEndOfQuietHoursToo() {
        quiet(false);
        change(own().quietHours(), new Digest(Every.HOURLY, "08:00"));
        tell(GATHERED, "hourly.csv");

        var due = digestAt();

        var over = acme.in(() -> preferences.over(acme.id(), reader.user(), own(), now.plusSeconds(60)));
        assertThat(due).isAfterOrEqualTo(over);
    }

    @Test
    void whatTheReaderMayNotSeeIsNotMailed() {
        tell(MAILED, "lead", "Somebody else's");

        await().until(() -> outcome().equals(List.of("dropped")));
        assertThat(received()).isEmpty();
    }

    @Test
    void aMailSaysWhatHappenedAndLeadsThere() {
        tell(MAILED, "april.csv");

        await().until(() -> received().size() == 1);
        assertThat(received().getFirst())
                .contains("Subject: The import of april.csv has ended", "https://crm.example.org/go/import/");
    }

    @Test
    void aNoticeOutOfTheAppIsMailedAllTheSame() {
        acme.run(() -> preferences.change(
                reader,
                new Preference(
                        Map.of("import", new Channels(false, true, false, false)), null, Digest.USUAL, version())));

        tell(GATHERED, "silent.csv");

        assertThat(notifications()).isEmpty();
        assertThat(sent("notifications.notice")).isEqualTo(1);
    }

    private void quiet(boolean urgent) {
        var local = LocalDateTime.ofInstant(now, KOLKATA);
        var hours = new QuietHours(
                TIME.format(local.minusHours(1)),
                TIME.format(local.plusHours(1)),
                List.of(DayOfWeek.values()),
                false,
                urgent);
        change(hours, Digest.USUAL);
    }

    private void change(@org.jspecify.annotations.Nullable QuietHours hours, Digest digest) {
        acme.run(() -> preferences.change(reader, new Preference(Map.of(), hours, digest, version())));
    }

    private int version() {
        return own().version();
    }

    private Preference own() {
        return acme.in(() -> preferences.own(reader));
    }

    private void tell(NoticeKind kind, String title) {
        tell(kind, "import", title);
    }

    private void tell(NoticeKind kind, String object, String title) {
        acme.run(() -> notifications.tell(
                acme.system(),
                List.of(reader.user()),
                kind,
                object,
                Ids.next(),
                title,
                Map.of(),
                "test:" + UUID.randomUUID()));
    }

    private List<Notification> notifications() {
        return acme.in(() -> notifications.list(reader, false, Optional.empty(), 10));
    }

    private Instant digestAt() {
        return acme.in(() -> transactions
                .execute(_ -> db.fetchSingle(
                        "select at from notifications.digest_due where user_id = ?",
                        reader.user().value()))
                .get(0, Instant.class));
    }

    private int sent(String kind) {
        return acme.in(() -> transactions
                .execute(_ -> db.fetchSingle("select count(*) from mail.message where kind = ?", kind))
                .get(0, Integer.class));
    }

    private List<String> outcome() {
        return acme.in(() -> transactions.execute(
                _ -> db.fetch("select outcome from mail.message").getValues(0, String.class)));
    }

    private List<String> received() {
        var address = acme.in(() -> transactions.execute(_ -> db.fetchSingle(
                        "select email from identity.user_account where id = ?",
                        reader.user().value())
                .get(0, String.class)));
        return Stream.of(SERVER.getReceivedMessagesForDomain(address))
                .map(GreenMailUtil::getWholeMessage)
                .map(text -> text.replace("=\r\n", "").replace("=3D", "="))
                .toList();
    }
}

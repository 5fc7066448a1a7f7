package io.sangam.notifications;

import io.sangam.jobs.DueRounds;
import io.sangam.kernel.Ids;
import io.sangam.kernel.TenantId;
import io.sangam.kernel.UserId;
import io.sangam.mail.Mails;
import io.sangam.notifications.NoticeQueues.DigestDue;
import io.sangam.notifications.NoticeQueues.MailDue;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/// Hands notices to the mail: each at once or at the end of quiet hours, or several as one digest. What is taken out of
/// a queue and the mail that follows are one transaction, so however many workers there are and whoever kills them,
/// each
/// goes out once; after an outage one digest tells everything.
@Component
class NoticePost {

    private final NoticeQueues queues;
    private final NotificationRepository notifications;
    private final Preferences preferences;
    private final NoticeLetter letter;
    private final DigestLetter digestLetter;
    private final Mails mails;
    private final DueRounds rounds;

    NoticePost(
            NoticeQueues queues,
            NotificationRepository notifications,
            Preferences preferences,
            NoticeLetter letter,
            DigestLetter digestLetter,
            Mails mails,
            DueRounds rounds) {
        this.queues = queues;
        this.notifications = notifications;
        this.preferences = preferences;
        this.letter = letter;
        this.digestLetter = digestLetter;
        this.mails = mails;
        this.rounds = rounds;
    }

    /// Without a mail server nothing waits for one.
    boolean isOpen() {
        return mails.isAvailable();
    }

    void mail(TenantId tenant, UserId user, UUID notification) {
        mails.send(tenant, letter, "notice:" + notification, new NoticeLetter.Data(notification, user));
    }

    /// One round of everything due by `now`.
    ///
    /// @return how many mails were handed over
    int send(Instant now) {
        return rounds.work(
                        (Optional<MailDue> after, Integer limit) -> queues.mails(now, after, limit),
                        due -> mail(due, now))
                + rounds.work(
                        (Optional<DigestDue> after, Integer limit) -> queues.digests(now, after, limit),
                        due -> digest(due, now));
    }

    private boolean mail(MailDue due, Instant now) {
        var taken = queues.take(due, now);
        if (taken) {
            mail(due.tenant(), due.user(), due.subject());
        }
        return taken;
    }

    private boolean digest(DigestDue due, Instant now) {
        if (!queues.take(due, now)) {
            return false;
        }
        var over = preferences.over(due.tenant(), due.user(), preferences.of(due.tenant(), due.user()), now);
        if (over.isAfter(now)) {
            // late, and meanwhile it is quiet
            queues.addDigest(due.tenant(), due.user(), over);
            return false;
        }
        var digest = Ids.next();
        if (!mails.isAvailable() || notifications.gather(due.tenant(), due.user(), digest) == 0) {
            return false;
        }
        mails.send(due.tenant(), digestLetter, "digest:" + digest, new DigestLetter.Data(digest, due.user()));
        return true;
    }
}

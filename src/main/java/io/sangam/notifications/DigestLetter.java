package io.sangam.notifications;

import io.sangam.kernel.TenantId;
import io.sangam.kernel.UserId;
import io.sangam.mail.Letter;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/// One mail of several notices: what of them is still unread when it goes out, the newest first.
@Component
class DigestLetter implements Letter<DigestLetter.Data> {

    /// So many lines and no more; the app shows the rest.
    private static final int MOST = 50;

    record Data(UUID digest, UserId user) {}

    private final NotificationRepository notifications;
    private final Addressee addressee;
    private final TransactionOperations transactions;

    DigestLetter(NotificationRepository notifications, Addressee addressee, TransactionOperations transactions) {
        this.notifications = notifications;
        this.addressee = addressee;
        this.transactions = transactions;
    }

    @Override
    public String kind() {
        return "notifications.digest";
    }

    @Override
    public Class<Data> data() {
        return Data.class;
    }

    @Override
    public Optional<Content> write(TenantId tenant, Data data) {
        return transactions.execute(_ -> addressee.write(
                tenant, data.user(), "digest.txt", notifications.unreadOf(tenant, data.user(), data.digest(), MOST)));
    }
}

package io.sangam.notifications;

import io.sangam.kernel.TenantId;
import io.sangam.kernel.UserId;
import io.sangam.mail.Letter;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/// The mail of one notice. Read in the app before it goes out, it is not sent.
@Component
class NoticeLetter implements Letter<NoticeLetter.Data> {

    record Data(UUID notification, UserId user) {}

    private final NotificationRepository notifications;
    private final Addressee addressee;
    private final TransactionOperations transactions;

    NoticeLetter(NotificationRepository notifications, Addressee addressee, TransactionOperations transactions) {
        this.notifications = notifications;
        this.addressee = addressee;
        this.transactions = transactions;
    }

    @Override
    public String kind() {
        return "notifications.notice";
    }

    @Override
    public Class<Data> data() {
        return Data.class;
    }

    @Override
    public Optional<Content> write(TenantId tenant, Data data) {
        return transactions.execute(_ -> notifications
                .findUnread(tenant, data.user(), data.notification())
                .flatMap(notice -> addressee.write(tenant, data.user(), "notice.txt", List.of(notice))));
    }
}

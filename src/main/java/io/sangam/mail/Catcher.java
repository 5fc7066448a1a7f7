package io.sangam.mail;

import io.sangam.kernel.TenantId;
import java.time.Clock;
import org.springframework.transaction.support.TransactionOperations;

/// Stands in for the mail server while samples are tried out: keeps what it is given.
class Catcher implements Post {

    private final MailRepository repository;
    private final TransactionOperations transactions;
    private final Clock clock;

    Catcher(MailRepository repository, TransactionOperations transactions, Clock clock) {
        this.repository = repository;
        this.transactions = transactions;
        this.clock = clock;
    }

    @Override
    public void deliver(TenantId tenant, Mail mail) {
        transactions.executeWithoutResult(_ -> repository.keep(tenant, mail, clock.instant()));
    }
}

package io.sangam.mail;

import io.sangam.jobs.JobHandler;
import io.sangam.kernel.TenantId;
import java.time.Clock;
import java.util.UUID;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;
import tools.jackson.databind.json.JsonMapper;

/// Sends one mail. What was sent is noted at once, so that a repeated job sends nothing; when the process dies between
/// the two, the mail goes out again under the same Message-ID, by which mailboxes know it.
@Component
class MailJob implements JobHandler<MailJob.Task> {

    record Task(UUID message) {}

    private final MailRepository repository;
    private final ObjectProvider<Letter<?>> letters;
    private final ObjectProvider<Post> post;
    private final Templates templates;
    private final MailSettings settings;
    private final TransactionOperations transactions;
    private final JsonMapper json;
    private final Clock clock;

    MailJob(
            MailRepository repository,
            ObjectProvider<Letter<?>> letters,
            ObjectProvider<Post> post,
            Templates templates,
            MailSettings settings,
            TransactionOperations transactions,
            JsonMapper json,
            Clock clock) {
        this.repository = repository;
        this.letters = letters;
        this.post = post;
        this.templates = templates;
        this.settings = settings;
        this.transactions = transactions;
        this.json = json;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "mail.send";
    }

    @Override
    public Class<Task> data() {
        return Task.class;
    }

    @Override
    public int attempts(int usual) {
        return settings.attempts();
    }

    @Override
    public void run(TenantId tenant, Task task) {
        var pending = transactions.execute(_ -> repository.pending(tenant, task.message()));
        if (pending.isEmpty()) {
            return;
        }
        var message = pending.get();
        var letter = letters.stream()
                .filter(each -> each.kind().equals(message.kind()))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("Nobody writes mails of the kind " + message.kind()));
        var content = written(tenant, letter, message.data());
        if (content.isPresent()) {
            var office = post.getIfAvailable();
            if (office == null) {
                throw new IllegalStateException("There is no mail server (sangam.mail.host)");
            }
            office.deliver(tenant, templates.fill(message.id(), content.get()));
        }
        var outcome = content.isPresent() ? MailRepository.SENT : MailRepository.DROPPED;
        transactions.executeWithoutResult(_ -> repository.settle(tenant, message.id(), outcome, clock.instant()));
    }

    private <T> java.util.Optional<Letter.Content> written(TenantId tenant, Letter<T> letter, String data) {
        return letter.write(tenant, json.readValue(data, letter.data()));
    }
}

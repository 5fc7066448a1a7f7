package io.sangam.mail;

import io.sangam.jobs.Jobs;
import io.sangam.kernel.Ids;
import io.sangam.kernel.TenantId;
import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/// Where other modules hand in what is to be written.
@Service
public class Mails {

    private final MailRepository repository;
    private final Jobs jobs;
    private final MailJob job;
    private final ObjectProvider<Post> post;
    private final CatcherGate catcher;
    private final JsonMapper json;
    private final Clock clock;

    Mails(
            MailRepository repository,
            Jobs jobs,
            MailJob job,
            ObjectProvider<Post> post,
            CatcherGate catcher,
            JsonMapper json,
            Clock clock) {
        this.repository = repository;
        this.jobs = jobs;
        this.job = job;
        this.post = post;
        this.catcher = catcher;
        this.json = json;
        this.clock = clock;
    }

    /// Whether a mail would reach anybody: there is a mail server, or the catcher stands in for it.
    public boolean isAvailable() {
        return post.getIfAvailable() != null;
    }

    /// Whether mails are kept here for anybody to read, because samples are being tried out.
    public boolean areCaught() {
        return catcher.isOpen();
    }

    /// Sends it when the current transaction has committed. A key that was handed in before sends nothing,
    /// unless what it stood for had been dropped.
    ///
    /// @param key names the cause within the company
    @Transactional(propagation = Propagation.MANDATORY)
    public <T> void send(TenantId tenant, Letter<T> letter, String key, T data) {
        var id = Ids.next();
        if (repository.insert(tenant, id, letter.kind(), key, json.writeValueAsString(data), clock.instant())) {
            jobs.enqueue(tenant, job, new MailJob.Task(id));
        }
    }
}

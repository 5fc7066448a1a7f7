package io.sangam.events;

import io.sangam.kernel.TenantId;
import io.sangam.kernel.UserId;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jooq.DSLContext;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import tools.jackson.databind.json.JsonMapper;

/// Tells open browsers what happened: with the commit of the current transaction, in every process, at most once.
///
/// Frames carry ids, not records: who receives one reads the record again with his own rights.
@Component
public class Realtime {

    static final String CHANNEL = "sangam_realtime";
    /// PostgreSQL refuses a payload of 8000 bytes or more.
    private static final int LIMIT = 7_900;

    private final DSLContext db;
    private final JsonMapper json;

    Realtime(DSLContext db, JsonMapper json) {
        this.db = db;
        this.json = json;
    }

    public void toUser(TenantId tenant, UserId user, String type, Object data) {
        send(new Signal.ToUser(tenant, user, type, json.valueToTree(data)));
    }

    /// Reaches the connected users of the tenant who may read the record.
    public void aboutRecord(TenantId tenant, String type, String object, UUID id, Object data) {
        send(new Signal.AboutRecord(tenant, type, object, id, json.valueToTree(data)));
    }

    @EventListener
    void sessionEnded(SessionEnded session) {
        send(new Signal.CloseSession(session.tenant(), session.sessionId()));
    }

    private void send(Signal signal) {
        var payload = json.writerFor(Signal.class).writeValueAsString(signal);
        if (payload.getBytes(StandardCharsets.UTF_8).length > LIMIT) {
            throw new IllegalArgumentException("A realtime message of more than " + LIMIT + " bytes: send ids only");
        }
        if (TransactionSynchronizationManager.isActualTransactionActive()) {
            frames().add(payload);
        } else {
            notify(List.of(payload));
        }
    }

    private List<String> frames() {
        for (var each : TransactionSynchronizationManager.getSynchronizations()) {
            if (each instanceof Pending pending && pending.realtime() == this) {
                return pending.frames;
            }
        }
        var pending = new Pending();
        TransactionSynchronizationManager.registerSynchronization(pending);
        return pending.frames;
    }

    private void notify(List<String> payloads) {
        db.execute(
                "select pg_notify(?, payload) from unnest(?) as frame (payload)",
                CHANNEL,
                payloads.toArray(String[]::new));
    }

    /// The frames of a transaction, handed to PostgreSQL at its end, all at once.
    private final class Pending implements TransactionSynchronization {

        private final List<String> frames = new ArrayList<>();

        private Realtime realtime() {
            return Realtime.this;
        }

        @Override
        public void beforeCommit(boolean readOnly) {
            Realtime.this.notify(frames);
        }
    }
}

package io.sangam.events;

import io.sangam.kernel.TenantId;
import io.sangam.kernel.UserId;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.jooq.DSLContext;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
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
        db.execute("select pg_notify(?, ?)", CHANNEL, payload);
    }
}

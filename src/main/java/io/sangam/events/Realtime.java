package io.sangam.events;

import io.sangam.database.Gathered;
import io.sangam.database.SidePool;
import io.sangam.database.StatementBatch;
import io.sangam.kernel.TenantId;
import io.sangam.kernel.UserId;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
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

    private static final Logger log = LoggerFactory.getLogger(Realtime.class);

    private final DSLContext db;
    private final DSLContext aside;
    private final @Nullable RedisFanout redis;
    private final JsonMapper json;
    private final Gathered<Frame> frames = new Gathered<>(this::tellWithCommit, this::tellAfterCommit);

    /// @param byRedis which was there when it was sent
    private record Frame(String payload, boolean byRedis) {}

    Realtime(DSLContext db, SidePool pool, ObjectProvider<RedisFanout> redis, JsonMapper json) {
        this.db = db;
        this.aside = DSL.using(pool.dataSource(), SQLDialect.POSTGRES);
        this.redis = redis.getIfAvailable();
        this.json = json;
    }

    public void toUser(TenantId tenant, UserId user, String type, Object data) {
        send(new Signal.ToUser(tenant, user, type, json.valueToTree(data)));
    }

    /// Reaches the connected users of the tenant who may read the record.
    public void aboutRecord(TenantId tenant, String type, String object, UUID id, Object data) {
        send(new Signal.AboutRecord(tenant, type, object, id, json.valueToTree(data)));
    }

    /// Of no transaction, so at once.
    void viewing(List<Signal.Viewing> all) {
        tellNow(all.stream().map(this::payload).toList());
    }

    void sessionEnded(SessionEnded session) {
        send(new Signal.CloseSession(session.tenant(), session.sessionId()));
    }

    private void send(Signal signal) {
        var payload = payload(signal);
        if (TransactionSynchronizationManager.isActualTransactionActive()) {
            frames.add(new Frame(payload, redis != null && redis.isUp()));
        } else {
            tellNow(List.of(payload));
        }
    }

    private String payload(Signal signal) {
        var payload = json.writerFor(Signal.class).writeValueAsString(signal);
        if (payload.getBytes(StandardCharsets.UTF_8).length > LIMIT) {
            throw new IllegalArgumentException("A realtime message of more than " + LIMIT + " bytes: send ids only");
        }
        return payload;
    }

    /// What happened has happened: that nobody could be told of it is no reason to refuse it.
    private void tellNow(List<String> payloads) {
        if (payloads.isEmpty()) {
            return;
        }
        try {
            if (redis == null || !redis.tell(payloads)) {
                notify(aside, payloads);
            }
        } catch (DataAccessException e) {
            log.warn("Live messages could not be told: {}", e.toString());
        }
    }

    private static void notify(DSLContext db, List<String> payloads) {
        if (!payloads.isEmpty()) {
            StatementBatch.run(
                    db,
                    "select pg_notify(?, payload) from unnest(?) as frame (payload)",
                    CHANNEL,
                    payloads.toArray(String[]::new));
        }
    }

    /// PostgreSQL tells the frames of a transaction with its commit; Redis must wait for it.
    private void tellWithCommit(List<Frame> all) {
        notify(
                db,
                all.stream()
                        .filter(frame -> !frame.byRedis())
                        .map(Frame::payload)
                        .toList());
    }

    private void tellAfterCommit(List<Frame> all) {
        tellNow(all.stream().filter(Frame::byRedis).map(Frame::payload).toList());
    }
}

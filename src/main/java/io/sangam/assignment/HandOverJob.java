package io.sangam.assignment;

import io.sangam.access.UserEvent;
import io.sangam.events.Subscriber;
import io.sangam.identity.User;
import io.sangam.identity.Users;
import io.sangam.jobs.JobHandler;
import io.sangam.jobs.Jobs;
import io.sangam.kernel.Actor;
import io.sangam.kernel.SangamException;
import io.sangam.kernel.TenantId;
import io.sangam.kernel.UserId;
import io.sangam.records.Filter;
import io.sangam.records.ListRequest;
import io.sangam.records.ObjectType;
import io.sangam.records.ObjectTypes;
import io.sangam.records.Records;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.JsonNodeFactory;

/// Gives the open records and tasks of somebody who left to others, one transaction each: what one refuses holds up no
/// other, and a second run finds only what is left.
@Component
class HandOverJob implements JobHandler<HandOverJob.Order> {

    /// @param heir by the assignment rules, if null
    record Order(UserId leaver, @Nullable UserId heir) {}

    private static final Logger log = LoggerFactory.getLogger(HandOverJob.class);
    private static final int BATCH = 200;
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final ObjectTypes types;
    private final Records records;
    private final Responsibility responsibility;
    private final ObjectProvider<OpenWork> work;
    private final Users users;

    HandOverJob(
            ObjectTypes types,
            Records records,
            Responsibility responsibility,
            ObjectProvider<OpenWork> work,
            Users users) {
        this.types = types;
        this.records = records;
        this.responsibility = responsibility;
        this.work = work;
        this.users = users;
    }

    @Override
    public String name() {
        return "work-hand-over";
    }

    @Override
    public Class<Order> data() {
        return Order.class;
    }

    @Override
    public void run(TenantId tenant, Order order) {
        var leaver = order.leaver();
        // Whoever came back meanwhile keeps what is his.
        if (isActive(tenant, leaver)) {
            return;
        }
        var heir = Optional.ofNullable(order.heir()).filter(user -> isActive(tenant, user));
        types.all().stream().filter(HandOverJob::changesHands).forEach(type -> handOver(tenant, type, leaver, heir));
        // What is left belongs to no record of his: to the same heir, or to whoever he worked under.
        var left = heir.or(() -> users.find(tenant, leaver)
                .map(User::managerId)
                .filter(Objects::nonNull)
                .filter(manager -> isActive(tenant, manager)));
        left.ifPresent(user -> work.ifAvailable(tasks -> tasks.handOverRest(tenant, leaver, user)));
    }

    /// What is finished stays with whoever finished it; what has no status, such as a customer, is never finished.
    private static boolean changesHands(ObjectType type) {
        return type.field(Responsibility.OWNER).isPresent();
    }

    private void handOver(TenantId tenant, ObjectType type, UserId leaver, Optional<UserId> heir) {
        var his = new Filter.Test(Responsibility.OWNER, "in", JSON.arrayNode().add(leaver.toString()));
        var filter = type.statusField()
                .<Filter>map(status -> new Filter.And(List.of(
                        his,
                        new Filter.Test(
                                status.key(),
                                "group",
                                JSON.arrayNode().add("open").add("progress").add("waiting")))))
                .orElse(his);
        Optional<String> cursor = Optional.empty();
        do {
            var page = records.page(
                    Actor.system(tenant),
                    type,
                    new ListRequest(filter, List.of("createdAt"), List.of(type.titleField()), BATCH, cursor, false));
            for (Map<String, @Nullable Object> row : page.rows()) {
                one(tenant, type, (UUID) Objects.requireNonNull(row.get("id")), leaver, heir);
            }
            cursor = page.nextCursor();
        } while (cursor.isPresent());
    }

    private void one(TenantId tenant, ObjectType type, UUID id, UserId leaver, Optional<UserId> heir) {
        try {
            responsibility.handOver(tenant, type, id, leaver, heir);
        } catch (SangamException refusal) {
            // Somebody works on it right now.
            log.atWarn()
                    .addKeyValue("object", type.key())
                    .addKeyValue("record", id)
                    .addKeyValue("code", refusal.code().name())
                    .log("A record was not handed over");
        }
    }

    private boolean isActive(TenantId tenant, UserId user) {
        return users.find(tenant, user).filter(User::active).isPresent();
    }

    @Component
    static class Trigger implements Subscriber<UserEvent> {

        private final Jobs jobs;
        private final HandOverJob job;

        Trigger(Jobs jobs, HandOverJob job) {
            this.jobs = jobs;
            this.job = job;
        }

        @Override
        public String name() {
            return "work-hand-over";
        }

        @Override
        public Class<UserEvent> events() {
            return UserEvent.class;
        }

        @Override
        public void handle(UserEvent event) {
            switch (event) {
                case UserEvent.WorkLeft left ->
                    jobs.enqueue(left.actor().tenant(), job, new Order(left.leaver(), left.heir()));
                case UserEvent.Deactivated _ -> {}
            }
        }
    }
}

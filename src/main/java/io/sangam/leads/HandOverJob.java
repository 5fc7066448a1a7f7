package io.sangam.leads;

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
import io.sangam.records.Records;
import io.sangam.tasks.Tasks;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.JsonNodeFactory;

/// Gives the open leads and tasks of somebody who left to others, one transaction each: what one refuses holds up no
/// other, and a second run finds only what is left.
@Component
class HandOverJob implements JobHandler<HandOverJob.Order> {

    /// @param heir by the assignment rules, if null
    record Order(UserId leaver, @Nullable UserId heir) {}

    private static final Logger log = LoggerFactory.getLogger(HandOverJob.class);
    private static final int BATCH = 200;
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final ObjectType leadType;
    private final ObjectType taskType;
    private final Records records;
    private final Leads leads;
    private final Tasks tasks;
    private final Users users;

    HandOverJob(ObjectType leadType, ObjectType taskType, Records records, Leads leads, Tasks tasks, Users users) {
        this.leadType = leadType;
        this.taskType = taskType;
        this.records = records;
        this.leads = leads;
        this.tasks = tasks;
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
        var groups = JSON.arrayNode().add("open").add("progress").add("waiting");
        each(
                tenant,
                leadType,
                "owner",
                leaver,
                new Filter.Test("status", "group", groups),
                id -> leads.handOver(tenant, id, leaver, heir));
        // What is left belongs to no lead of his: to the same heir, or to whoever he worked under.
        var left = heir.or(() -> users.find(tenant, leaver)
                .map(User::managerId)
                .filter(Objects::nonNull)
                .filter(manager -> isActive(tenant, manager)));
        left.ifPresent(user -> each(
                tenant,
                taskType,
                "assignee",
                leaver,
                new Filter.Test("status", "notIn", JSON.arrayNode().add("done").add("canceled")),
                id -> tasks.handOver(tenant, id, leaver, user)));
    }

    private void each(
            TenantId tenant, ObjectType type, String field, UserId leaver, Filter open, Consumer<UUID> handOver) {
        var filter = new Filter.And(
                List.of(new Filter.Test(field, "in", JSON.arrayNode().add(leaver.toString())), open));
        Optional<String> cursor = Optional.empty();
        do {
            var page = records.page(
                    Actor.system(tenant),
                    type,
                    new ListRequest(filter, List.of("createdAt"), List.of("title"), BATCH, cursor, false));
            for (Map<String, @Nullable Object> row : page.rows()) {
                one(type, (UUID) Objects.requireNonNull(row.get("id")), handOver);
            }
            cursor = page.nextCursor();
        } while (cursor.isPresent());
    }

    private static void one(ObjectType type, UUID id, Consumer<UUID> handOver) {
        try {
            handOver.accept(id);
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
            }
        }
    }
}

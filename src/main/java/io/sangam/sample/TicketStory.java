package io.sangam.sample;

import io.sangam.kernel.Ids;
import io.sangam.kernel.UserId;
import io.sangam.pipelines.Pipeline;
import io.sangam.pipelines.Status;
import io.sangam.pipelines.StatusGroup;
import io.sangam.records.RecordLoader.Loaded;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/// Invents tickets: some of the open ones in nobody's hands yet, those resolved and closed in the months before.
final class TicketStory {

    private static final int PER_STATUS = 6;
    private static final int ENDED = 14;

    /// @param department what R10 makes of the type
    record Subject(String title, String type, String department) {}

    private static final List<Subject> EVERYDAY = List.of(
            new Subject("Invoice shows the old address", "billing", "customer_success"),
            new Subject("How do I add a second user?", "question", "customer_success"),
            new Subject("New colleague needs a training", "training", "customer_success"),
            new Subject("Nobody called back as promised", "complaint", "customer_success"),
            new Subject("Statement by e-mail instead of paper", "feature", "product"),
            new Subject("Two entries for one payment", "data_mismatch", "data"));
    private static final List<Subject> TECHNICAL = List.of(
            new Subject("Yesterday's vouchers did not come over", "sync", "integration"),
            new Subject("Connect again after the new server", "reintegration", "integration"),
            new Subject("The app closes when a photo is added", "bug", "development"),
            new Subject("Stock differs from the ERP", "data_mismatch", "data"));

    private final Company company;
    private final Pipeline pipeline;
    private final List<UserId> workers;
    private final List<UserId> sales;
    private final List<Loaded> contacts;
    private final Invention invention;
    private final Random random;
    private final Instant now;
    private final List<Loaded> tickets = new ArrayList<>();
    private final Trail trail;

    /// @param contacts who may have asked
    TicketStory(
            Company company,
            Staff.People people,
            List<Loaded> contacts,
            Pipeline pipeline,
            Random random,
            Instant now) {
        this.company = company;
        this.pipeline = pipeline;
        this.trail = new Trail(pipeline);
        this.sales = people.inRole("SALES");
        this.workers = people.inRole("SUPPORT").isEmpty() ? sales : people.inRole("SUPPORT");
        this.contacts = contacts;
        this.invention = new Invention(random);
        this.random = random;
        this.now = now;
    }

    List<Loaded> tickets() {
        return tickets;
    }

    Trail trail() {
        return trail;
    }

    void invent() {
        for (var status : pipeline.definition().statuses()) {
            var many = switch (status.group()) {
                case OPEN, PROGRESS, WAITING -> PER_STATUS;
                case DONE, LOST, EXPIRED -> ENDED / 2;
                case WON -> 0;
            };
            for (var i = 0; i < many; i++) {
                inventOne(
                        Ways.to(pipeline.definition(), status),
                        status.group().isOpen() ? random.nextInt(4) : 5 + random.nextInt(80));
            }
        }
    }

    /// @param days since it came to where it is
    private void inventOne(List<Status> path, int days) {
        var last = path.getLast();
        var arrived = now.minus(Duration.ofDays(days)).minusSeconds(1_800 + random.nextInt(5 * 3_600));
        var between = Duration.ofHours(2 + random.nextInt(20));
        var created = arrived.minus(between.multipliedBy(path.size() - 1L));
        var untaken = path.size() == 1 && invention.chance(60);
        var owner = invention.one(workers);
        var raiser = invention.one(sales);
        var id = Ids.at(created);
        var values = values(last, arrived);
        values.put("owner", untaken ? null : owner);
        trail.began(id, created, raiser, values.get("title"), path.getFirst());
        var at = created;
        for (var step = 1; step < path.size(); step++) {
            var since = at;
            at = at.plus(between);
            var from = path.get(step - 1);
            var to = path.get(step);
            if (to.group() != StatusGroup.OPEN && to.group() != StatusGroup.LOST) {
                values.putIfAbsent("firstResponseAt", at);
            }
            if (to.group() == StatusGroup.DONE) {
                values.putIfAbsent("resolvedAt", at);
            }
            var reason = (String) (to == last ? values.get("closureReason") : null);
            var by = to.group() == StatusGroup.EXPIRED ? UserId.SYSTEM : owner;
            trail.moved(id, since, at, by, from, to, reason);
        }
        tickets.add(new Loaded(id, path.size() - 1, created, raiser, arrived, owner, values));
    }

    private Map<String, @Nullable Object> values(Status status, Instant arrived) {
        var subject = subject();
        var values = new LinkedHashMap<String, @Nullable Object>();
        var cancelled = status.group() == StatusGroup.LOST;
        var ended = !status.group().isOpen();
        values.put("title", subject.title());
        values.put("type", subject.type());
        values.put("department", subject.department());
        values.put("priority", invention.one(List.of("low", "normal", "normal", "normal", "high", "urgent")));
        values.put("source", invention.one(List.of("call", "mail", "whatsapp", "web", "visit")));
        values.put("pipeline", pipeline.id());
        values.put("status", status.key());
        values.put("statusSince", arrived);
        values.put("closureReason", cancelled ? invention.one(List.of("withdrawn", "duplicate", "mistake")) : null);
        values.put(
                "resolution", ended && !cancelled ? invention.one(List.of("answered", "fixed", "workaround")) : null);
        values.put("resolutionNotes", ended && !cancelled ? "Explained on the phone and tried out together." : null);
        values.put("closedAt", ended && !status.key().equals("resolved") ? arrived : null);
        values.put("description", invention.chance(50) ? invention.need() : null);
        values.putAll(customer());
        if (ended && !cancelled && invention.chance(60)) {
            var satisfaction = invention.one(List.of(5, 5, 4, 4, 3, 1));
            values.put("satisfaction", satisfaction);
            values.put("nps", 2 * satisfaction);
            values.put("ratedAt", arrived);
        }
        values.put("reopenedCount", 0);
        values.put("escalationLevel", 0);
        values.put("slaPaused", false);
        return values;
    }

    /// Three in four come from somebody we know.
    Map<String, @Nullable Object> customer() {
        var values = new LinkedHashMap<String, @Nullable Object>();
        if (!contacts.isEmpty() && invention.chance(75)) {
            var contact = invention.one(contacts);
            values.put("contact", contact.id());
            values.put("account", contact.values().get("account"));
        }
        return values;
    }

    Subject subject() {
        return switch (company.tenant().preset()) {
            case PARTNER_SALES -> invention.one(invention.chance(60) ? TECHNICAL : EVERYDAY);
            case BROKER_OFFICE, SIMPLE -> invention.one(EVERYDAY);
        };
    }
}

package io.sangam.sample;

import io.sangam.kernel.Ids;
import io.sangam.kernel.Money;
import io.sangam.kernel.UserId;
import io.sangam.pipelines.Pipeline;
import io.sangam.pipelines.Status;
import io.sangam.records.RecordLoader.Loaded;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/// Invents deals: in every stage as many as fit, some of them forgotten; those won and lost in the months before.
final class DealStory {

    private static final int PER_STAGE = 8;
    private static final int WON = 16;
    private static final int LOST = 10;
    private static final List<String> REASONS =
            List.of("price", "competitor", "budget", "timeline", "no_decision", "no_response", "other");

    private final Company company;
    private final Pipeline pipeline;
    private final List<UserId> sales;
    private final UserId manager;
    private final Invention invention;
    private final Random random;
    private final Instant now;
    private final ZoneId zone;
    private final List<Loaded> deals = new ArrayList<>();
    private final Trail trail;

    DealStory(Company company, Staff.People people, Pipeline pipeline, Random random, Instant now) {
        this.company = company;
        this.pipeline = pipeline;
        this.trail = new Trail(pipeline);
        this.sales = people.inRole("SALES");
        this.manager = people.inRole("MANAGER").getFirst();
        this.invention = new Invention(random);
        this.random = random;
        this.now = now;
        this.zone = company.tenant().timeZone();
    }

    List<Loaded> deals() {
        return deals;
    }

    Trail trail() {
        return trail;
    }

    void invent() {
        for (var status : pipeline.definition().statuses()) {
            var many = switch (status.group()) {
                case OPEN, PROGRESS, WAITING -> PER_STAGE;
                case WON -> WON;
                case LOST -> LOST;
                case DONE, EXPIRED -> 0;
            };
            for (var i = 0; i < many; i++) {
                inventOne(
                        Ways.to(pipeline.definition(), status),
                        status.group().isOpen() ? standing(status, i) : random.nextInt(100));
            }
        }
    }

    /// Days in a stage: of one in four, too many.
    private int standing(Status status, int i) {
        var forgotten = status.staleAfterDays() != null && i % 4 == 0 ? status.staleAfterDays() : 0;
        return 1 + forgotten + random.nextInt(6);
    }

    /// @param days since it came to where it is
    private void inventOne(List<Status> path, int days) {
        var last = path.getLast();
        var arrived = now.minus(Duration.ofDays(days)).minusSeconds(random.nextInt(6 * 3_600));
        var between = Duration.ofDays(3 + random.nextInt(5));
        var created = arrived.minus(between.multipliedBy(path.size() - 1L));
        var owner = invention.one(sales);
        var id = Ids.at(created);
        var values = values(last, arrived, owner);
        trail.began(id, created, owner, values.get("title"), path.getFirst());
        var at = created;
        for (var step = 1; step < path.size(); step++) {
            var since = at;
            at = at.plus(between);
            var from = path.get(step - 1);
            var to = path.get(step);
            var reason = (String) (to == last ? values.get("outcomeReason") : null);
            trail.moved(id, since, at, owner, from, to, reason);
        }
        deals.add(new Loaded(id, path.size() - 1, created, owner, arrived, owner, values));
    }

    private Map<String, @Nullable Object> values(Status stage, Instant arrived, UserId owner) {
        var values = new LinkedHashMap<String, @Nullable Object>();
        var open = stage.group().isOpen();
        var lost = stage.group().key().equals("lost");
        var thousands = 8 + (int) (600 * Math.pow(random.nextDouble(), 2.2));
        values.put("title", title());
        values.put(
                "value",
                open && invention.chance(8)
                        ? null
                        : Money.ofMinor(
                                thousands * 1_000L * 100, company.tenant().currency()));
        values.put("pipeline", pipeline.id());
        values.put("status", stage.key());
        values.put("statusSince", arrived);
        values.put(
                "staleAt",
                stage.staleAfterDays() == null ? null : arrived.plus(Duration.ofDays(stage.staleAfterDays())));
        values.put("probability", stage.probability());
        values.put("result", open ? "open" : lost ? "lost" : "won");
        values.put("closedAt", open ? null : arrived);
        values.put("outcomeReason", lost ? invention.one(REASONS) : null);
        values.put(
                "expectedClose",
                open && invention.chance(10)
                        ? null
                        : LocalDate.ofInstant(open ? now : arrived, zone)
                                .plusDays(open ? random.nextInt(100) - 8 : random.nextInt(10)));
        values.put("owner", owner);
        values.put("watchers", invention.chance(15) ? List.of(manager) : null);
        values.put("description", invention.chance(40) ? invention.need() : null);
        return values;
    }

    private String title() {
        var what = switch (company.tenant().preset()) {
            case BROKER_OFFICE -> List.of("demat and trading", "mutual fund plan", "portfolio service", "bonds");
            case PARTNER_SALES -> List.of("25 users", "multi-branch roll-out", "renewal", "ERP connection");
            case SIMPLE -> List.of("starter package", "yearly contract", "extension", "pilot");
        };
        return invention.firm() + ": " + invention.one(what);
    }
}

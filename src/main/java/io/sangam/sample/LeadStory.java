package io.sangam.sample;

import io.sangam.kernel.Ids;
import io.sangam.kernel.Money;
import io.sangam.kernel.UserId;
import io.sangam.pipelines.HistoryLoader.PastMove;
import io.sangam.pipelines.Pipeline;
import io.sangam.pipelines.Status;
import io.sangam.records.Change;
import io.sangam.records.RecordLoader.Happening;
import io.sangam.records.RecordLoader.Loaded;
import io.sangam.records.RecordLoader.Remark;
import io.sangam.sample.Course.Station;
import io.sangam.tenancy.Preset;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Invents leads: who asked, when, who worked on it, where it came to.
final class LeadStory {

    private static final List<String> OWN_SOURCES = List.of("self", "referral", "call", "office_visit", "outbound");
    private static final List<String> FORM_SOURCES =
            List.of("facebook", "facebook", "instagram", "google", "google", "website", "whatsapp", "web_chat");
    private static final List<String> LOST =
            List.of("price", "competitor", "budget", "timeline", "feature_gaps", "other");
    private static final List<String> REJECTED = List.of(
            "Signature does not match the identity card",
            "Address proof is older than three months",
            "Cancelled cheque is missing",
            "Photograph is not readable");
    private static final List<String> TAGS =
            List.of("priority", "exhibition", "festival offer", "multi-branch", "callback", "existing customer");
    private static final List<String> ACCOUNT_TYPES =
            List.of("individual", "individual", "individual", "huf", "corporate", "nri", "llp", "partnership");
    private static final String EXPIRED = "lead_expired";
    private static final String EXPIRED_OPENED = "lead_expired_account_opened";
    private static final Duration PAUSE = Duration.ofMinutes(20);

    /// A lead that still goes on.
    record Open(UUID id, String title, String status, UserId owner, Instant since) {}

    private final Company company;
    private final Staff.People people;
    private final Pipeline pipeline;
    private final Invention invention;
    private final Random random;
    private final Instant now;
    private final ZoneId zone;
    private final List<UserId> sales;
    private final List<UserId> callers;
    private final Past past;
    private final List<Open> open = new ArrayList<>();

    LeadStory(Company company, Staff.People people, Pipeline pipeline, Random random, Instant now, Past past) {
        this.company = company;
        this.people = people;
        this.pipeline = pipeline;
        this.invention = new Invention(random);
        this.random = random;
        this.now = now;
        this.zone = company.tenant().timeZone();
        this.sales = people.inRole("SALES");
        this.callers = people.inRole("CALLER");
        this.past = past;
    }

    /// Those in the groups open, progress and waiting, after [#invent].
    List<Open> open() {
        return open;
    }

    Invention invention() {
        return invention;
    }

    void invent() {
        for (var i = 0; i < company.leads(); i++) {
            inventOne();
        }
    }

    private void inventOne() {
        var end = company.course().pick(random);
        var path = company.course().pathTo(end);
        var created = createdAt(end);
        var values = enquiry();
        var owner = invention.chance(3) && path.size() == 1 ? null : invention.one(sales);
        var byForm = FORM_SOURCES.contains(values.get("source"));
        var creator = byForm || owner == null ? UserId.SYSTEM : owner;
        values.put("owner", owner);
        var caller = !callers.isEmpty() && invention.chance(12) ? invention.one(callers) : null;
        values.put("caller", caller);
        values.put("partner", caller != null || "partner".equals(values.get("source")) ? people.partner() : null);
        var id = Ids.at(created);
        values.put("statusSince", created);
        begin(id, created, creator, owner, values);
        var last = walk(id, created, owner == null ? UserId.SYSTEM : owner, path, values);
        remark(id, created, last, owner);
        var status = status(end.key());
        values.put("pipeline", pipeline.id());
        values.put("status", end.key());
        valued(values, status, created);
        var moves = path.size() - 1;
        var changer = moves == 0 || owner == null || end.bySystem() ? creator : owner;
        past.leads().add(new Loaded(id, moves, created, creator, last, changer, values));
        if (owner != null
                && List.of("open", "progress", "waiting")
                        .contains(status.group().key())) {
            open.add(new Open(id, String.valueOf(values.get("title")), end.key(), owner, last));
        }
    }

    /// In office hours, more of them lately than long ago.
    private Instant createdAt(Station end) {
        var age = end.minAge() + (int) ((end.maxAge() - end.minAge()) * Math.pow(random.nextDouble(), 1.4));
        var day = LocalDate.ofInstant(now, zone).minusDays(age);
        var at = day.atTime(LocalTime.of(9, 0))
                .plusSeconds(random.nextInt(10 * 3_600))
                .atZone(zone)
                .toInstant();
        return at.isBefore(now.minus(PAUSE)) ? at : now.minus(PAUSE).minusSeconds(random.nextInt(3 * 3_600));
    }

    private Map<String, @Nullable Object> enquiry() {
        var values = new LinkedHashMap<String, @Nullable Object>();
        var person = invention.person();
        var broker = company.tenant().preset() == Preset.BROKER_OFFICE;
        var firm = broker && !invention.chance(15) ? null : invention.firm();
        values.put("title", broker || firm == null ? person.name() : firm);
        values.put("firstName", person.first());
        values.put("lastName", person.last());
        values.put("company", firm);
        values.put("phone", invention.phone());
        values.put("email", invention.chance(70) ? invention.email(person) : null);
        var city = invention.city();
        values.put("city", city);
        values.put("territory", people.territories().get(city.toLowerCase(Locale.ROOT)));
        var source = invention.one(invention.chance(60) ? FORM_SOURCES : OWN_SOURCES);
        values.put("source", source);
        values.put("subSource", source.equals("facebook") ? "Ad set " + (1 + random.nextInt(4)) : null);
        values.put("utmCampaign", source.equals("google") ? "search-" + (1 + random.nextInt(3)) : null);
        values.put("category", invention.chance(70) ? "direct" : "indirect");
        values.put("referredBy", source.equals("referral") ? invention.person().name() : null);
        values.put("painPoint", invention.chance(40) ? invention.need() : null);
        values.put("tags", invention.chance(25) ? List.of(invention.one(TAGS)) : null);
        values.put("qualified", invention.chance(35));
        values.put("resubmittedCount", 0);
        values.put("resubmittedAt", null);
        values.put("lostReason", null);
        if (broker) {
            values.put("accountType", invention.one(ACCOUNT_TYPES));
            values.put("podId", null);
            values.put("clientId", null);
            values.put("rejectionReason", null);
            values.put("accountOpenedAt", null);
            values.put("accountActivatedAt", null);
            values.put(
                    "c_trading_experience",
                    invention.chance(70) ? invention.one(List.of("none", "beginner", "experienced")) : null);
            values.put("c_interests", invention.chance(50) ? List.of(invention.one(List.of("shares", "funds"))) : null);
            values.put(
                    "c_first_deposit",
                    invention.chance(30) ? Money.ofMinor((1 + random.nextInt(40)) * 500_000L, "INR") : null);
        } else {
            values.put(
                    "c_company_size", invention.chance(70) ? invention.one(List.of("small", "medium", "large")) : null);
            values.put(
                    "c_contract_ends",
                    invention.chance(40) ? LocalDate.ofInstant(now, zone).plusDays(30 + random.nextInt(400)) : null);
            values.put("c_counters", invention.chance(30) ? BigDecimal.valueOf(1 + random.nextInt(12)) : null);
            values.put("erp", invention.chance(60) ? invention.one(List.of("Tally", "Busy", "Marg", "SAP B1")) : null);
            values.put("subCompanyCount", invention.chance(30) ? 1 + random.nextInt(6) : null);
        }
        return values;
    }

    private void begin(
            UUID id, Instant created, UserId creator, @Nullable UserId owner, Map<String, @Nullable Object> values) {
        var changes = new ArrayList<Change>();
        for (var field : List.of("title", "company", "phone", "email", "city", "source")) {
            if (values.get(field) != null) {
                changes.add(new Change(field, null, values.get(field)));
            }
        }
        changes.add(new Change(
                "status", null, company.course().stations().getFirst().key()));
        past.leadHappenings().add(new Happening(id, created, creator, "created", Map.of(), changes));
        if (owner != null && creator.equals(UserId.SYSTEM)) {
            past.leadHappenings()
                    .add(new Happening(
                            id,
                            created.plusMillis(40),
                            UserId.SYSTEM,
                            "assigned",
                            Map.of("to", owner, "how", "round_robin"),
                            List.of(new Change("owner", null, owner.toString()))));
        }
    }

    /// The moves from the first status to the last one, in order, none in the future.
    ///
    /// @return when the last one was made, or when the lead began
    private Instant walk(
            UUID id, Instant created, UserId owner, List<Station> path, Map<String, @Nullable Object> values) {
        var end = path.getLast();
        var steps = expires(end) ? path.size() - 2 : path.size() - 1;
        var span = Duration.between(created, peoplesEnd(end, steps, created)).toSeconds();
        var at = created;
        for (var step = 1; step <= steps; step++) {
            at = atWork(at, created.plusSeconds((long) (span * (step - 0.8 * random.nextDouble()) / steps)));
            move(id, path.get(step - 1), path.get(step), owner, at, values);
        }
        if (expires(end)) {
            at = end.key().equals(EXPIRED) ? created.plus(Duration.ofDays(60)) : at.plus(Duration.ofDays(30));
            move(id, path.get(path.size() - 2), end, owner, at, values);
        }
        return at;
    }

    /// The moment moved into office hours, unless that would turn the order around.
    private Instant atWork(Instant previous, Instant moment) {
        var local = moment.atZone(zone);
        var moved = local.getHour() >= 9 && local.getHour() < 19
                ? moment
                : local.with(LocalTime.of(9, 30))
                        .plusSeconds(random.nextInt(9 * 3_600))
                        .toInstant();
        if (moved.isAfter(previous) && moved.isBefore(now.minus(PAUSE))) {
            return moved;
        }
        return moment.isAfter(previous) ? moment : previous.plusSeconds(60);
    }

    private static boolean expires(Station end) {
        return end.key().equals(EXPIRED) || end.key().equals(EXPIRED_OPENED);
    }

    /// Until when people worked on the lead.
    private Instant peoplesEnd(Station end, int steps, Instant created) {
        var days = switch (end.key()) {
            case EXPIRED -> 45;
            case EXPIRED_OPENED -> 18;
            default -> 5 + 6 * steps;
        };
        var usual = created.plus(Duration.ofDays(days));
        var latest = now.minus(Duration.ofMinutes(5));
        return usual.isBefore(latest) ? usual : latest;
    }

    private void move(
            UUID id, Station from, Station to, UserId owner, Instant at, Map<String, @Nullable Object> values) {
        var since = (Instant) Objects.requireNonNull(values.get("statusSince"));
        var by = to.bySystem() ? UserId.SYSTEM : owner;
        var changes = new ArrayList<Change>();
        changes.add(new Change("status", from.key(), to.key()));
        var reason = collect(to, at, values, changes);
        var told = new LinkedHashMap<String, Object>();
        told.put("from", from.key());
        told.put("fromLabel", status(from.key()).label());
        told.put("to", to.key());
        told.put("toLabel", status(to.key()).label());
        if (reason != null) {
            told.put("reason", reason);
        }
        past.leadHappenings().add(new Happening(id, at, by, "transitioned", told, changes));
        past.moves()
                .add(new PastMove(
                        id,
                        pipeline.id(),
                        from.key(),
                        to.key(),
                        by,
                        at,
                        reason,
                        Math.max(0, Duration.between(since, at).toSeconds())));
        values.put("statusSince", at);
    }

    /// What the next status asks for, filled in.
    ///
    /// @return the reason, where there is one
    private @Nullable String collect(
            Station to, Instant at, Map<String, @Nullable Object> values, List<Change> changes) {
        switch (to.key()) {
            case "sent_to_ho" -> set("podId", "POD-" + (100_000 + random.nextInt(900_000)), values, changes);
            case "account_opened" -> {
                set("clientId", "GX" + (10_000_000 + random.nextInt(90_000_000)), values, changes);
                values.put("accountOpenedAt", at);
                changes.add(new Change("accountOpenedAt", null, at.toString()));
            }
            case "account_activated" -> {
                values.put("accountActivatedAt", at);
                changes.add(new Change("accountActivatedAt", null, at.toString()));
            }
            case "lost" -> {
                set("lostReason", invention.one(LOST), values, changes);
                return (String) values.get("lostReason");
            }
            case "rejected" -> {
                set("rejectionReason", invention.one(REJECTED), values, changes);
                return (String) values.get("rejectionReason");
            }
            case "form_resubmitted" -> {
                values.put("resubmittedCount", 1);
                values.put("resubmittedAt", at);
                return "resubmitted";
            }
            case EXPIRED, EXPIRED_OPENED -> {
                return "expired";
            }
            default -> {}
        }
        return null;
    }

    private static void set(String field, Object value, Map<String, @Nullable Object> values, List<Change> changes) {
        changes.add(new Change(field, values.get(field), value));
        values.put(field, value);
    }

    private void remark(UUID id, Instant created, Instant last, @Nullable UserId owner) {
        if (owner == null || !invention.chance(30)) {
            return;
        }
        var colleagues = sales.stream().filter(other -> !other.equals(owner)).toList();
        var until = last.isAfter(created) ? last : now.minus(Duration.ofMinutes(2));
        var span = Math.max(60, Duration.between(created, until).toSeconds());
        for (var i = 0; i <= random.nextInt(3); i++) {
            var at = created.plusSeconds(1 + random.nextLong(span));
            var mentions = invention.chance(15) ? List.of(invention.one(colleagues)) : List.<UserId>of();
            past.remarks().add(new Remark(id, at, owner, invention.remark(), mentions));
        }
    }

    private void valued(Map<String, @Nullable Object> values, Status status, Instant created) {
        var likely = switch (status.group()) {
            case OPEN -> 10 + random.nextInt(25);
            case PROGRESS -> 35 + random.nextInt(40);
            case WAITING -> 40 + random.nextInt(50);
            case WON, DONE -> 100;
            case LOST, EXPIRED -> 0;
        };
        values.put("probability", likely);
        values.put("temperature", likely == 0 ? "cold" : temperature(likely));
        var thousands = 5 + (int) (400 * Math.pow(random.nextDouble(), 2.5));
        values.put(
                "expectedValue",
                invention.chance(85)
                        ? Money.ofMinor(
                                thousands * 1_000L * 100, company.tenant().currency())
                        : null);
        var closes = likely == 100 || likely == 0 ? created.plus(Duration.ofDays(30)) : now;
        values.put(
                "expectedClose",
                invention.chance(60) ? LocalDate.ofInstant(closes, zone).plusDays(random.nextInt(70) - 10) : null);
    }

    private String temperature(int likely) {
        var roll = random.nextInt(100);
        if (roll < likely / 3) {
            return "hot";
        }
        return roll < 30 + likely / 2 ? "warm" : "cold";
    }

    private Status status(String key) {
        return pipeline.definition()
                .status(key)
                .orElseThrow(() -> new IllegalStateException("The preset has no status " + key));
    }
}

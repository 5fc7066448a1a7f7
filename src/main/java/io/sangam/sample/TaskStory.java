package io.sangam.sample;

import io.sangam.kernel.Ids;
import io.sangam.kernel.UserId;
import io.sangam.records.RecordLoader.Favourite;
import io.sangam.records.RecordLoader.Happening;
import io.sangam.records.RecordLoader.Loaded;
import io.sangam.records.RecordRef;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Invents what everybody has to do: late, today, soon, and what is done, so that nobody's day is empty.
final class TaskStory {

    private static final List<String> KINDS =
            List.of("follow_up", "follow_up", "follow_up", "call", "meeting", "email", "whatsapp");
    private static final Map<String, String> TITLES = Map.of(
            "follow_up", "Follow up with %s",
            "call", "Call %s back",
            "meeting", "Meet %s",
            "email", "Send the figures to %s",
            "whatsapp", "Answer %s on WhatsApp",
            "document", "Collect documents from %s",
            "todo", "Prepare papers for %s");
    private static final List<String> OUTCOMES = List.of(
            "Reached, interested", "Reached, wants to think", "Not reached", "Meeting agreed", "Documents promised");
    private static final List<String> REMARKS = List.of(
            "Asks why the last invoice still shows the old address.",
            "Wants to know how a second user is added.",
            "A new colleague begins on Monday and needs a training.",
            "Says that nobody called back last week.");
    private static final List<String> CHORES = List.of(
            "Prepare the weekly review",
            "Tidy up old leads",
            "Update the price list",
            "Call the bank about charges",
            "Plan visits for next week",
            "Check the exhibition invoices");

    private final Random random;
    private final Instant now;
    private final ZoneId zone;
    private final Staff.People people;
    private final Past past;
    private final Map<UserId, Deque<LeadStory.Open>> open = new HashMap<>();

    TaskStory(Company company, Staff.People people, List<LeadStory.Open> leads, Random random, Instant now, Past past) {
        this.random = random;
        this.now = now;
        this.zone = company.tenant().timeZone();
        this.people = people;
        this.past = past;
        var mixed = new ArrayList<>(leads);
        Collections.shuffle(mixed, random);
        mixed.forEach(lead ->
                open.computeIfAbsent(lead.owner(), _ -> new ArrayDeque<>()).add(lead));
    }

    void invent() {
        // A status that asks for an open follow-up has one.
        open.values().stream()
                .flatMap(Deque::stream)
                .filter(lead -> lead.status().equals("follow_up_scheduled"))
                .forEach(lead -> pending(lead.owner(), lead, "follow_up", aroundNow()));
        for (var person : people.inRole("SALES")) {
            day(person, 3, 4, 16, 32);
        }
        for (var role : List.of("MANAGER", "COSALES", "CALLER", "SUPPORT", "SUCCESS", "FINANCE", "PACKER", "ADMIN")) {
            people.inRole(role).forEach(person -> chores(person));
        }
    }

    private void day(UserId person, int late, int today, int soon, int done) {
        for (var i = 0; i < late; i++) {
            pending(person, next(person), kind(), now.minus(Duration.ofMinutes(40 + random.nextInt(5 * 24 * 60))));
        }
        for (var i = 0; i < today; i++) {
            pending(person, next(person), kind(), laterToday());
        }
        for (var i = 0; i < soon; i++) {
            pending(person, next(person), kind(), inDays(1 + random.nextInt(12)));
        }
        for (var i = 0; i < done; i++) {
            done(person, next(person), kind());
        }
        var stars =
                open.getOrDefault(person, new ArrayDeque<>()).stream().limit(8).toList();
        stars.forEach(lead -> past.favourites().add(new Favourite(lead.id(), now.minusSeconds(3_600), person)));
    }

    private void chores(UserId person) {
        pending(person, null, "todo", laterToday());
        pending(person, null, "todo", inDays(1 + random.nextInt(5)));
        pending(person, null, "todo", now.minus(Duration.ofHours(2 + random.nextInt(40))));
        done(person, null, "todo");
    }

    /// Goes round the person's open leads.
    private LeadStory.@Nullable Open next(UserId person) {
        var leads = open.get(person);
        if (leads == null || leads.isEmpty()) {
            return null;
        }
        var lead = leads.removeFirst();
        leads.addLast(lead);
        return lead;
    }

    private void pending(UserId person, LeadStory.@Nullable Open lead, String kind, Instant dueAt) {
        var earlier = dueAt.isBefore(now) ? dueAt : now;
        var begun = lead == null ? earlier.minus(Duration.ofDays(3)) : lead.since();
        var created = begun.isBefore(earlier)
                ? begun.plus(Duration.between(begun, earlier).dividedBy(2))
                : begun;
        var status = random.nextInt(12) == 0 ? "in_progress" : "todo";
        add(person, lead, kind, dueAt, created, status, null);
    }

    private void done(UserId person, LeadStory.@Nullable Open lead, String kind) {
        var begun = lead == null ? now.minus(Duration.ofDays(20)) : lead.since();
        var span = Math.max(600, Duration.between(begun, now).toSeconds() - 120);
        var created = begun.plusSeconds(random.nextLong(span / 2));
        var completed = created.plusSeconds(60 + random.nextLong(span / 2));
        add(person, lead, kind, completed.plusSeconds(random.nextInt(7_200) - 3_600), created, "done", completed);
    }

    private void add(
            UserId person,
            LeadStory.@Nullable Open lead,
            String kind,
            Instant dueAt,
            Instant created,
            String status,
            @Nullable Instant completed) {
        var id = Ids.at(created);
        var title = lead == null
                ? CHORES.get(random.nextInt(CHORES.size()))
                : TITLES.getOrDefault(kind, "%s").formatted(lead.title());
        var outcome = completed == null || lead == null ? null : OUTCOMES.get(random.nextInt(OUTCOMES.size()));
        var values = new LinkedHashMap<String, @Nullable Object>();
        values.put("title", title);
        values.put("kind", kind);
        values.put("priority", List.of("low", "medium", "medium", "high").get(random.nextInt(4)));
        values.put("status", status);
        values.put("dueAt", dueAt);
        values.put("assignee", person);
        values.put("parent", lead == null ? null : new RecordRef("lead", lead.id()));
        values.put("outcome", outcome);
        values.put(
                "comment",
                outcome != null && kind.equals("call")
                        ? REMARKS.get(past.tasks().size() % REMARKS.size())
                        : null);
        values.put("completedAt", completed);
        values.put("postponedCount", 0);
        values.put("reassignCount", 0);
        values.put("finalOverdue", false);
        past.tasks()
                .add(new Loaded(
                        id,
                        completed == null ? 0 : 1,
                        created,
                        person,
                        completed == null ? created : completed,
                        person,
                        values));
        past.taskHappenings().add(new Happening(id, created, person, "created", Map.of(), List.of()));
        tellLead(lead, id, created, person, "taskCreated", title, kind, dueAt, null);
        if (completed != null) {
            past.taskHappenings().add(new Happening(id, completed, person, "completed", Map.of(), List.of()));
            tellLead(lead, id, completed, person, "taskCompleted", title, kind, dueAt, outcome);
        }
    }

    private void tellLead(
            LeadStory.@Nullable Open lead,
            UUID task,
            Instant at,
            UserId person,
            String verb,
            String title,
            String kind,
            Instant dueAt,
            @Nullable String outcome) {
        if (lead != null) {
            var data = new LinkedHashMap<String, Object>();
            data.put("taskId", task);
            data.put("title", title);
            data.put("kind", kind);
            data.put("dueAt", dueAt);
            if (outcome != null) {
                data.put("outcome", outcome);
            }
            past.leadHappenings().add(new Happening(lead.id(), at, person, verb, data, List.of()));
        }
    }

    private String kind() {
        return KINDS.get(random.nextInt(KINDS.size()));
    }

    private Instant laterToday() {
        var midnight =
                LocalDate.ofInstant(now, zone).plusDays(1).atStartOfDay(zone).toInstant();
        var left = Math.max(300, Duration.between(now, midnight).toSeconds() - 600);
        return now.plusSeconds(180 + random.nextLong(left));
    }

    private Instant inDays(int days) {
        return LocalDate.ofInstant(now, zone)
                .plusDays(days)
                .atTime(LocalTime.of(9, 30))
                .plusMinutes(15L * random.nextInt(32))
                .atZone(zone)
                .toInstant();
    }

    private Instant aroundNow() {
        return random.nextInt(4) == 0
                ? now.minus(Duration.ofMinutes(30 + random.nextInt(3 * 24 * 60)))
                : inDays(random.nextInt(10) + 1);
    }
}

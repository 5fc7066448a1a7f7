package io.sangam.audit;

import io.sangam.access.Access;
import io.sangam.access.Level;
import io.sangam.identity.SecurityEvents;
import io.sangam.identity.SecurityEvents.SecurityEvent;
import io.sangam.identity.Users;
import io.sangam.kernel.Actor;
import io.sangam.kernel.Answer;
import io.sangam.kernel.UserId;
import io.sangam.records.Activities;
import io.sangam.records.AuditTrail;
import io.sangam.records.AuditTrail.AuditEntry;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

@RestController
@RequestMapping("/api/v1/audit")
@Tag(name = "Audit", description = "Who changed what, who came in. Needs the right `audit`")
class AuditController {

    private static final String MODULE = "audit";
    private static final String EXPORT = "export";
    private static final int CHUNK = 1_000;
    private static final int MOST_ROWS = 100_000;

    /// @param user whose access it was about; absent when nobody has that name
    record SecurityEventView(
            UUID id,
            Instant at,
            String kind,
            @Nullable UserId user,
            @Nullable String userName,
            @Nullable UserId by,
            @Nullable String byName,
            String ip,
            String userAgent,
            Map<String, @Nullable Object> details) {}

    private final AuditTrail trail;
    private final SecurityEvents security;
    private final Activities activities;
    private final Users users;
    private final Access access;
    private final JsonMapper json;

    AuditController(
            AuditTrail trail,
            SecurityEvents security,
            Activities activities,
            Users users,
            Access access,
            JsonMapper json) {
        this.trail = trail;
        this.security = security;
        this.activities = activities;
        this.users = users;
        this.access = access;
        this.json = json;
    }

    @GetMapping("/changes")
    @Operation(
            summary = "Browse who changed what",
            description =
                    "Over all records and settings of the company, newest first; values masked as they are for the "
                            + "caller. `from` counts, `to` does not. `meta.cursor` continues the list. RIGHT_MISSING (403).")
    Answer<List<AuditEntry>> listAuditEntries(
            @Parameter(hidden = true) Actor actor,
            @RequestParam(name = "actor", required = false) @Nullable UUID who,
            @RequestParam(required = false) @Nullable @Size(max = 80) String object,
            @RequestParam(required = false) @Nullable UUID record,
            @RequestParam(required = false) @Nullable @Size(max = 80) String verb,
            @RequestParam(required = false) @Nullable Instant from,
            @RequestParam(required = false) @Nullable Instant to,
            @RequestParam(required = false) @Nullable UUID cursor,
            @RequestParam(defaultValue = "50") @Min(1) @Max(200) int limit) {
        access.require(actor, MODULE, Level.READ);
        return Answer.page(
                trail.entries(
                        actor, new AuditTrail.Query(user(who), object, record, verb, from, to), cursor, limit + 1),
                limit,
                AuditEntry::id);
    }

    @GetMapping("/changes/export")
    @Operation(
            summary = "Export who changed what",
            description = "CSV of at most 100,000 entries, one line per changed field, newest first, safe to open in a "
                    + "spreadsheet. Needs the action `export` of `audit`, and is itself in the audit.")
    void exportAuditEntries(
            @Parameter(hidden = true) Actor actor,
            @RequestParam(name = "actor", required = false) @Nullable UUID who,
            @RequestParam(required = false) @Nullable @Size(max = 80) String object,
            @RequestParam(required = false) @Nullable UUID record,
            @RequestParam(required = false) @Nullable @Size(max = 80) String verb,
            @RequestParam(required = false) @Nullable Instant from,
            @RequestParam(required = false) @Nullable Instant to,
            @Parameter(hidden = true) HttpServletResponse response)
            throws IOException {
        access.require(actor, MODULE, EXPORT);
        var query = new AuditTrail.Query(user(who), object, record, verb, from, to);
        activities.audit(actor, "auditExport", actor.tenant().value(), "exported", List.of());
        var out = begin(response, "changes.csv");
        out.write(Csv.line("at", "person", "object", "record", "what", "field", "before", "after"));
        export(before -> trail.entries(actor, query, before, CHUNK), AuditEntry::id, entry -> out.write(lines(entry)));
        out.flush();
    }

    @GetMapping("/security-events")
    @Operation(
            summary = "Browse who came in, tried to, or changed somebody's access",
            description = "Newest first. Kinds are login, failed_login, logout, refresh_reuse, session_revoked, "
                    + "password_changed, password_reset, user_created, user_deactivated, user_activated, roles_changed, export "
                    + "and others to come. `meta.cursor` continues the list.")
    Answer<List<SecurityEventView>> listSecurityEvents(
            @Parameter(hidden = true) Actor actor,
            @RequestParam(required = false) @Nullable UUID user,
            @RequestParam(required = false) @Nullable @Size(max = 80) String kind,
            @RequestParam(required = false) @Nullable Instant from,
            @RequestParam(required = false) @Nullable Instant to,
            @RequestParam(required = false) @Nullable UUID cursor,
            @RequestParam(defaultValue = "50") @Min(1) @Max(200) int limit) {
        access.require(actor, MODULE, Level.READ);
        var query = new SecurityEvents.Query(user(user), kind, from, to);
        return Answer.page(
                named(actor, security.events(actor.tenant(), query, cursor, limit + 1)), limit, SecurityEventView::id);
    }

    @GetMapping("/security-events/export")
    @Operation(
            summary = "Export the security events",
            description =
                    "CSV of at most 100,000 events, newest first, safe to open in a spreadsheet. Needs the action "
                            + "`export` of `audit`, and is itself in the audit.")
    void exportSecurityEvents(
            @Parameter(hidden = true) Actor actor,
            @RequestParam(required = false) @Nullable UUID user,
            @RequestParam(required = false) @Nullable @Size(max = 80) String kind,
            @RequestParam(required = false) @Nullable Instant from,
            @RequestParam(required = false) @Nullable Instant to,
            @Parameter(hidden = true) HttpServletResponse response)
            throws IOException {
        access.require(actor, MODULE, EXPORT);
        var query = new SecurityEvents.Query(user(user), kind, from, to);
        activities.audit(actor, "securityExport", actor.tenant().value(), "exported", List.of());
        var out = begin(response, "security-events.csv");
        out.write(Csv.line("at", "kind", "person", "by", "ip", "userAgent", "details"));
        export(
                before -> named(actor, security.events(actor.tenant(), query, before, CHUNK)),
                SecurityEventView::id,
                event -> out.write(Csv.line(
                        event.at(),
                        event.kind(),
                        event.userName(),
                        event.byName(),
                        event.ip(),
                        event.userAgent(),
                        event.details().isEmpty() ? "" : json.writeValueAsString(event.details()))));
        out.flush();
    }

    private interface Read<T> {
        List<T> after(@Nullable UUID before);
    }

    private interface Write<T> {
        void line(T row) throws IOException;
    }

    /// A chunk at a time, each its own short transaction: an export holds neither memory nor a connection.
    private static <T> void export(Read<T> read, Function<T, UUID> id, Write<T> write) throws IOException {
        @Nullable UUID before = null;
        for (var rows = 0; rows < MOST_ROWS; rows += CHUNK) {
            var chunk = read.after(before);
            for (var row : chunk) {
                write.line(row);
            }
            if (chunk.size() < CHUNK) {
                return;
            }
            before = id.apply(chunk.getLast());
        }
    }

    private static Writer begin(HttpServletResponse response, String name) throws IOException {
        response.setContentType("text/csv;charset=UTF-8");
        response.setCharacterEncoding(StandardCharsets.UTF_8);
        response.setHeader(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + name + "\"");
        return response.getWriter();
    }

    private String lines(AuditEntry entry) {
        return entry.changes().isEmpty()
                ? line(entry, "", "", "")
                : entry.changes().stream()
                        .map(change -> line(entry, change.label(), text(change.before()), text(change.after())))
                        .collect(Collectors.joining());
    }

    private static String line(AuditEntry entry, String field, String before, String after) {
        return Csv.line(
                entry.at(), entry.actor().name(), entry.object(), entry.record(), entry.verb(), field, before, after);
    }

    private String text(@Nullable Object value) {
        return switch (value) {
            case null -> "";
            case String text -> text;
            case Number number -> number.toString();
            case Boolean flag -> flag.toString();
            default -> json.writeValueAsString(value);
        };
    }

    private List<SecurityEventView> named(Actor actor, List<SecurityEvent> events) {
        var people = events.stream()
                .flatMap(event -> Stream.of(event.user(), event.by()))
                .filter(java.util.Objects::nonNull)
                .distinct()
                .toList();
        var names = users.names(actor.tenant(), people);
        return events.stream()
                .map(event -> new SecurityEventView(
                        event.id(),
                        event.at(),
                        event.kind(),
                        event.user(),
                        event.user() == null ? null : names.get(event.user()),
                        event.by(),
                        event.by() == null ? null : names.get(event.by()),
                        event.ip(),
                        event.userAgent(),
                        event.details()))
                .toList();
    }

    private static @Nullable UserId user(@Nullable UUID id) {
        return id == null ? null : new UserId(id);
    }
}

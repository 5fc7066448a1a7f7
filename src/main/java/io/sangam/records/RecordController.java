package io.sangam.records;

import io.sangam.access.Share;
import io.sangam.kernel.Actor;
import io.sangam.kernel.Answer;
import io.sangam.kernel.KernelError;
import io.sangam.kernel.SangamException;
import io.sangam.kernel.UserId;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.util.StreamUtils;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The HTTP side every object gets. A module's controller extends it, names its path, and adds what only its object can
/// do.
public abstract class RecordController {

    private final RecordDesk desk;
    private final Records records;
    private final ListPages pages;
    private final FilterParser filters;
    private final ObjectType type;

    protected RecordController(RecordDesk desk, ObjectType type) {
        this.desk = desk;
        // once, not with each request: the desk hands them out through its transactions
        this.records = desk.records();
        this.pages = desk.pages();
        this.filters = desk.filters();
        this.type = type;
    }

    /// The object this controller serves.
    public ObjectType type() {
        return type;
    }

    public record NewComment(
            @NotBlank @Size(max = 10_000) String text,
            @Nullable List<UserId> mentions) {}

    public record CommentChange(
            int version,
            @NotBlank @Size(max = 10_000) String text,
            @Nullable List<UserId> mentions) {}

    /// @param right `read` or `write`
    /// @param until when the share ends; never, if left out
    public record NewShare(
            @Nullable UserId userId,
            @Nullable UUID teamId,
            @NotNull Share.Right right,
            @Nullable Instant until) {}

    /// @param fields keys of masked fields
    /// @param reason why they are needed; kept in the record's activity
    public record Unmask(
            @NotEmpty @Size(max = 50) Set<String> fields,
            @NotBlank @Size(max = 500) String reason) {}

    /// @param version as read before
    /// @param reason why, kept in the record's history; it says nothing about the person
    public record Erase(
            int version, @NotBlank @Size(max = 300) String reason) {}

    @GetMapping
    @Operation(summary = "List records", description = """
                    One page of the records in the caller's scope. `filter` is a JSON filter (see the guide), `sort` names \
                    fields, `-` before one for descending, `fields` the columns. Continue with `meta.cursor`; it is absent \
                    on the last page. Masked values are named in `meta.masked`. Errors: FILTER_INVALID, SORT_INVALID, \
                    FIELDS_INVALID, CURSOR_INVALID, LIMIT_INVALID (400).""")
    public Answer<List<Map<String, @Nullable Object>>> list(
            @Parameter(hidden = true) Actor actor,
            @RequestParam Optional<String> filter,
            @RequestParam Optional<String> sort,
            @RequestParam Optional<String> fields,
            @RequestParam Optional<Integer> limit,
            @RequestParam Optional<String> cursor,
            @RequestParam(defaultValue = "false") boolean deleted) {
        var request = new ListRequest(filter(filter), names(sort), names(fields), limit(limit), cursor, deleted);
        var page = pages.of(actor, type, request);
        var meta = new LinkedHashMap<String, Object>();
        meta.put("limit", page.limit());
        meta.put("masked", page.masked());
        page.nextCursor().ifPresent(next -> meta.put("cursor", next));
        return Answer.of(page.rows(), meta);
    }

    @GetMapping("/aggregate")
    @Operation(summary = "Count and add up records", description = """
                    Over all records that pass `filter`: the count (exact to 10,000, then the planner's estimate with \
                    `exact` false), the sums of the money or number fields named in `sums` per currency, and, with \
                    `groupBy`, the count per value of a choice, status, user or yes/no field. What takes a quarter of a second \
                    or more to find may be a minute old, but has the caller's own changes in it.""")
    public Answer<Aggregate> aggregate(
            @Parameter(hidden = true) Actor actor,
            @RequestParam Optional<String> filter,
            @RequestParam Optional<String> sums,
            @RequestParam Optional<String> groupBy) {
        return Answer.of(desk.figures().ofList(actor, type, filter(filter), names(sums), groupBy));
    }

    @GetMapping("/board")
    @Operation(summary = "Count and add up records by status", description = """
                    The heads of a board's columns over all records that pass `filter`: per status the count, the sums and the \
                    sums weighted by probability per currency, and how many have their next step overdue, later today, another \
                    day or none. What takes a quarter of a second or more to find may be a minute old, but has the caller's own \
                    changes in it. NO_BOARD (404) for objects without one.""")
    public Answer<Board> board(@Parameter(hidden = true) Actor actor, @RequestParam Optional<String> filter) {
        return Answer.of(desk.figures().ofBoard(actor, type, filter(filter)));
    }

    @GetMapping("/export")
    @Operation(summary = "Export records to a file", description = """
                    Everything `filter` leaves, in the order of `sort`, with the columns `fields`, as `csv` (RFC 4180, UTF-8) \
                    or `xlsx`. Needs the action `export`. Cells show what the caller sees in the API: masks stay, choices and \
                    people by name, money in two columns, times in the company's zone. Text a spreadsheet would run as a \
                    formula begins with an apostrophe in CSV. Noted in the security log. When the right is withdrawn \
                    meanwhile, the connection is cut. Errors: EXPORT_FORMAT_UNKNOWN, FILTER_INVALID, SORT_INVALID, \
                    FIELDS_INVALID (400), EXPORTS_BUSY (503).""")
    @ApiResponse(
            responseCode = "200",
            description = "The file",
            content = {
                @Content(mediaType = "text/csv", schema = @Schema(type = "string", format = "binary")),
                @Content(
                        mediaType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
                        schema = @Schema(type = "string", format = "binary"))
            })
    public void export(
            @Parameter(hidden = true) Actor actor,
            @RequestParam String format,
            @RequestParam Optional<String> filter,
            @RequestParam Optional<String> sort,
            @RequestParam Optional<String> fields,
            @Parameter(hidden = true) HttpServletResponse response)
            throws IOException {
        var wanted = Exports.Format.of(format);
        desk.exports().write(actor, type, wanted, filter(filter), names(sort), names(fields), name -> {
            response.setContentType(wanted.mediaType());
            response.setHeader(
                    HttpHeaders.CONTENT_DISPOSITION,
                    ContentDisposition.attachment().filename(name).build().toString());
            // Kept open until the export stands in the security log: only then the last chunk follows.
            return StreamUtils.nonClosing(response.getOutputStream());
        });
    }

    @GetMapping("/{id}")
    @Operation(
            summary = "Read one record",
            description = "With every field the caller may see, `favourite`, and `can`: what he may do to it.")
    public Answer<Map<String, @Nullable Object>> read(@Parameter(hidden = true) Actor actor, @PathVariable UUID id) {
        return Answer.of(records.view(actor, type, id));
    }

    @PatchMapping("/{id}")
    @Operation(summary = "Change fields of a record", description = """
                    The body holds `version`, as read before, and the fields to change; null empties one. All faults are \
                    told at once in `errors` (422). VERSION_CONFLICT (409) carries the `current` record. When the caller \
                    loses sight of the record by it, the answer holds only `id` and `version`.""")
    public Answer<Map<String, @Nullable Object>> change(
            @Parameter(hidden = true) Actor actor, @PathVariable UUID id, @RequestBody JsonNode body) {
        var version = version(body);
        return Answer.of(desk.edit(actor, type, id, version, body));
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(
            summary = "Move a record to the trash",
            description = "It can be restored for 30 days. VERSION_CONFLICT (409) carries the `current` record.")
    public void delete(@Parameter(hidden = true) Actor actor, @PathVariable UUID id, @RequestParam int version) {
        desk.writer().delete(actor, type, id, version);
    }

    @PostMapping("/{id}/restore")
    @Operation(
            summary = "Restore a record from the trash",
            description = "RECORD_NOT_DELETED (409) when it is not there.")
    public Answer<Map<String, @Nullable Object>> restore(@Parameter(hidden = true) Actor actor, @PathVariable UUID id) {
        desk.writer().restore(actor, type, id);
        return Answer.of(records.view(actor, type, id));
    }

    @GetMapping("/{id}/timeline")
    @Operation(
            summary = "Read what happened to a record",
            description =
                    "Newest first, 50 a page; `kinds` narrows to some verbs, comma separated. Values are masked as "
                            + "the caller sees them. What was merged into the record is told with it; with `related`, "
                            + "also what happened to those that belong to it, such as an account's contacts and leads. "
                            + "`of` names the other record.")
    public Answer<List<Activities.Activity>> timeline(
            @Parameter(hidden = true) Actor actor,
            @PathVariable UUID id,
            @RequestParam Optional<String> cursor,
            @RequestParam(defaultValue = "false") boolean related,
            @RequestParam(defaultValue = "") String kinds) {
        return feed(desk.timeline(actor, type, id, related, cursor, Activities.verbs(kinds)));
    }

    @GetMapping("/{id}/history")
    @Operation(
            summary = "Read the field history of a record",
            description = "Every change with the values before and after, newest first, 50 a page.")
    public Answer<List<Activities.HistoryEntry>> history(
            @Parameter(hidden = true) Actor actor, @PathVariable UUID id, @RequestParam Optional<String> cursor) {
        return feed(desk.history(actor, type, id, cursor));
    }

    @PostMapping("/{id}/comments")
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(
            summary = "Remark on a record",
            description = "Needs the right to write the record. People mentioned are notified.")
    public Answer<Map<String, UUID>> addComment(
            @Parameter(hidden = true) Actor actor, @PathVariable UUID id, @Valid @RequestBody NewComment body) {
        var comment = desk.comments().add(actor, type, id, body.text().strip(), mentions(body.mentions()));
        return Answer.of(Map.of("id", comment));
    }

    @PatchMapping("/{id}/comments/{commentId}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(
            summary = "Change a remark",
            description = "Only its author or an administrator: COMMENT_NOT_YOURS (403).")
    public void changeComment(
            @Parameter(hidden = true) Actor actor,
            @PathVariable UUID id,
            @PathVariable UUID commentId,
            @Valid @RequestBody CommentChange body) {
        desk.comments()
                .edit(actor, type, id, commentId, body.version(), body.text().strip(), mentions(body.mentions()));
    }

    @DeleteMapping("/{id}/comments/{commentId}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(
            summary = "Delete a remark",
            description = "Only its author or an administrator: COMMENT_NOT_YOURS (403).")
    public void deleteComment(
            @Parameter(hidden = true) Actor actor, @PathVariable UUID id, @PathVariable UUID commentId) {
        desk.comments().delete(actor, type, id, commentId);
    }

    @PutMapping("/{id}/favourite")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Star a record", description = "For the caller alone. Doing it twice is the same as once.")
    public void addFavourite(@Parameter(hidden = true) Actor actor, @PathVariable UUID id) {
        desk.star(actor, type, id, true);
    }

    @DeleteMapping("/{id}/favourite")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Take a star away", description = "For the caller alone.")
    public void removeFavourite(@Parameter(hidden = true) Actor actor, @PathVariable UUID id) {
        desk.star(actor, type, id, false);
    }

    @GetMapping("/{id}/shares")
    @Operation(summary = "List who a record is shared with", description = "Shares that have ended are absent.")
    public Answer<List<RecordDesk.ShareView>> listShares(@Parameter(hidden = true) Actor actor, @PathVariable UUID id) {
        return Answer.of(desk.shares(actor, type, id));
    }

    @PostMapping("/{id}/shares")
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(
            summary = "Share a record",
            description =
                    "With one user or one team, to read or write, until a time or for good (R9). They are notified.")
    public Answer<List<RecordDesk.ShareView>> addShare(
            @Parameter(hidden = true) Actor actor, @PathVariable UUID id, @Valid @RequestBody NewShare body) {
        desk.share(actor, type, id, body.userId(), body.teamId(), body.right(), body.until());
        return Answer.of(desk.shares(actor, type, id));
    }

    @DeleteMapping("/{id}/shares/{shareId}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "End a share", description = "Takes effect at once, also on open pages.")
    public void removeShare(@Parameter(hidden = true) Actor actor, @PathVariable UUID id, @PathVariable UUID shareId) {
        desk.unshare(actor, type, id, shareId);
    }

    @PostMapping("/{id}/unmask")
    @Operation(
            summary = "Show masked values",
            description = "Needs the action `unmask` (RIGHT_MISSING, 403). Who looked at which fields, when and why is"
                    + " kept in the record's activity. Fields hidden from the caller: FIELDS_INVALID (400).")
    public Answer<RecordDesk.Unmasked> unmask(
            @Parameter(hidden = true) Actor actor, @PathVariable UUID id, @Valid @RequestBody Unmask body) {
        return Answer.of(desk.unmask(
                actor, type, id, new TreeSet<>(body.fields()), body.reason().strip()));
    }

    @GetMapping("/{id}/dossier")
    @Operation(summary = "Hand out everything held about a record", description = """
                    For the person who asks what is kept about him: the record, how it is reached, what happened to it, \
                    every value it had, and the records that point at it, as one JSON file. Needs the action `export`; \
                    noted in the security log. It follows the caller's rights, and `leftOut` names what he does not see in \
                    clear.""")
    public ResponseEntity<Answer<Dossiers.Dossier>> dossier(
            @Parameter(hidden = true) Actor actor, @PathVariable UUID id) {
        var dossier = desk.dossiers().of(actor, type, id);
        return ResponseEntity.ok()
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename(type.key() + "-" + id + ".json")
                                .build()
                                .toString())
                .body(Answer.of(dossier));
    }

    @PostMapping("/{id}/erase")
    @Operation(summary = "Erase what a record says about a person", description = """
                    For the person who asks to be forgotten, and for good: nothing undoes it. Words, contacts and personal \
                    fields go, from the record, in the trash or not, from what was merged into it, from its tasks, its \
                    history, remarks, notices and copies in imports, arrivals and webhooks. Statuses, amounts, people and \
                    times stay, so that counts stay true. Needs the action `erase`; noted in the security log. `left` names \
                    records of other kinds that may be about the same person. RECORD_MERGED (409) when it was merged into \
                    another; VERSION_CONFLICT (409) carries the `current` record.""")
    public Answer<Erasures.Erasure> erase(
            @Parameter(hidden = true) Actor actor, @PathVariable UUID id, @Valid @RequestBody Erase body) {
        return Answer.of(desk.erasures()
                .erase(actor, type, id, body.version(), body.reason().strip()));
    }

    @GetMapping("/{id}/explain")
    @Operation(
            summary = "Explain why somebody may see a record",
            description = "The grounds on which `userId`, or the caller himself, may read it, the shares that reach him"
                    + " and the fields kept from him. About others only with read on users (RIGHT_MISSING, 403).")
    public Answer<RecordDesk.Explanation> explain(
            @Parameter(hidden = true) Actor actor, @PathVariable UUID id, @RequestParam Optional<UserId> userId) {
        return Answer.of(desk.explain(actor, type, id, userId.orElse(actor.user())));
    }

    /// A record its caller has just changed: only its id when the change took it out of his sight.
    protected final Map<String, @Nullable Object> shown(Actor actor, UUID id) {
        return records.viewIfReadable(actor, type, id);
    }

    /// The `version` every change names.
    protected static int version(JsonNode body) {
        var version = body.path("version");
        if (!version.isInt()) {
            throw SangamException.invalid("version", "VALUE_REQUIRED", "The version that was read before is needed");
        }
        return version.intValue();
    }

    /// The body as an object, or REQUEST_MALFORMED.
    protected static ObjectNode object(JsonNode body) {
        if (body instanceof ObjectNode node) {
            return node;
        }
        throw new SangamException(KernelError.REQUEST_MALFORMED, "The body is a JSON object");
    }

    private static <T> Answer<List<T>> feed(Activities.Feed<T> feed) {
        return feed.nextCursor()
                .map(next -> Answer.of(feed.entries(), Map.of("cursor", next)))
                .orElseGet(() -> Answer.of(feed.entries()));
    }

    private static List<UserId> mentions(@Nullable List<UserId> mentions) {
        return mentions == null ? List.of() : mentions;
    }

    private Filter filter(Optional<String> text) {
        return text.filter(each -> !each.isBlank()).map(filters::parse).orElseGet(Filter::none);
    }

    private static List<String> names(Optional<String> list) {
        return list.isEmpty()
                ? List.of()
                : Arrays.stream(list.get().split(","))
                        .map(String::strip)
                        .filter(name -> !name.isEmpty())
                        .toList();
    }

    private static int limit(Optional<Integer> limit) {
        var wanted = limit.orElse(ListRequest.DEFAULT_LIMIT);
        if (wanted < 1 || wanted > ListRequest.MAX_LIMIT) {
            throw new SangamException(RecordError.LIMIT_INVALID, "A page has 1 to " + ListRequest.MAX_LIMIT + " rows");
        }
        return wanted;
    }
}

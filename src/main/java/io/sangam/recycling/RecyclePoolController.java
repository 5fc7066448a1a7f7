package io.sangam.recycling;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.sangam.identity.Users;
import io.sangam.kernel.Actor;
import io.sangam.kernel.Answer;
import io.sangam.kernel.UserId;
import io.sangam.records.Person;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/recycling")
@Tag(name = "Recycling", description = "Records nobody keeps, for whoever wants them")
class RecyclePoolController {

    /// @param record for whoever takes it
    /// @param title what the record is called
    /// @param fields its status and what was chosen from lists, by field
    /// @param note why it was given back; null for what was idle
    /// @param yoursAgainAt from when on the caller may take back what he gave up or lost; null when he may now
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record RecycledView(
            UUID id,
            String object,
            UUID record,
            String title,
            Map<String, @Nullable Object> fields,
            Person former,
            Recycled.Why why,
            @Nullable String note,
            Instant since,
            @Nullable Instant yoursAgainAt) {}

    /// @param object the kind of record, such as `lead`
    record GiveBack(
            @NotBlank @Size(max = 40) String object,
            @NotNull UUID record,
            @NotNull Integer version,
            @NotBlank @Size(max = 500) String reason) {}

    record TakenRecord(String object, UUID record) {}

    private final RecyclePool pool;
    private final Users users;

    RecyclePoolController(RecyclePool pool, Users users) {
        this.pool = pool;
        this.users = users;
    }

    @GetMapping
    @Operation(summary = "List what lies in the pool", description = """
                    The longest there first. For holders of the roles the company lets help themselves, and those who may \
                    assign: RIGHT_MISSING (403) for others, POOL_CLOSED (409) where the company has no pool. Of a record \
                    only its title, status and choices are told; the rest when it is taken. `meta.left` is how many the \
                    caller may take today. Continue with `meta.cursor`, which is absent on the last page; a page may hold \
                    fewer than `limit`.""")
    Answer<List<RecycledView>> listRecycled(
            @Parameter(hidden = true) Actor actor,
            @RequestParam(defaultValue = "lead") @Size(max = 40) String object,
            @RequestParam(defaultValue = "50") @Min(1) @Max(200) int limit,
            @Parameter(description = "`meta.cursor` of the page before") @RequestParam Optional<UUID> cursor) {
        var page = pool.lying(actor, object, cursor, limit);
        var names = users.names(actor.tenant(), pool.people(page));
        var meta = new HashMap<String, Object>(Map.of("limit", limit, "left", page.left()));
        page.next().ifPresent(next -> meta.put("cursor", next));
        return Answer.of(page.lying().stream().map(each -> view(each, names)).toList(), meta);
    }

    @PostMapping
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Give a record back to the pool", description = """
                    By its owner, or by whoever may assign it. It is nobody's then, and the open tasks of its owner on it \
                    are canceled. Undone by its change set as long as nobody took it. VERSION_CONFLICT, NOBODY_OWNS_IT, POOL_CLOSED, and ALREADY_TAKEN when it is finished \
                    (409); RIGHT_MISSING (403).""")
    void giveBackToPool(@Parameter(hidden = true) Actor actor, @Valid @RequestBody GiveBack body) {
        pool.giveBack(actor, body.object(), body.record(), body.version(), body.reason());
    }

    @PostMapping("/{id}/take")
    @Operation(summary = "Take a record from the pool", description = """
                    It is the caller's then, with a first task (R6). Again by the same person, it changes nothing. \
                    ALREADY_TAKEN, STILL_COOLING_DOWN (with `until`) and TAKES_USED_UP (409); RIGHT_MISSING (403).""")
    Answer<TakenRecord> takeFromPool(@Parameter(hidden = true) Actor actor, @PathVariable UUID id) {
        var taken = pool.take(actor, id);
        return Answer.of(new TakenRecord(taken.object(), taken.record()));
    }

    private static RecycledView view(RecyclePool.Lying lying, Map<UserId, String> names) {
        var recycled = lying.recycled();
        return new RecycledView(
                recycled.id(),
                recycled.object(),
                recycled.record(),
                lying.title(),
                lying.fields(),
                new Person(recycled.former(), names.get(recycled.former())),
                recycled.why(),
                recycled.note(),
                recycled.since(),
                lying.yoursAgainAt());
    }
}

package io.sangam.tickets;

import static java.util.stream.Collectors.toMap;

import io.sangam.kernel.Actor;
import io.sangam.kernel.Answer;
import io.sangam.kernel.Ids;
import io.sangam.kernel.OneLine;
import io.sangam.records.ObjectType;
import io.sangam.records.Records;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

@RestController
@RequestMapping("/api/v1/tickets")
@Tag(name = "Tickets")
class MacroController {

    /// @param text may name `{{number}}`, `{{title}}`, `{{account}}`, `{{contact}}`, `{{agent}}` and `{{company}}`
    /// @param status where the ticket goes
    /// @param fields field key → value, as tickets have them
    record MacroWish(
            @NotBlank @Size(max = 80) @OneLine String name,
            @Nullable @Size(max = 10_000) String text,
            @Nullable @Size(max = 60) String status,
            @Nullable Map<String, @Nullable Object> fields) {}

    /// @param version as read
    record MacroChange(
            @NotNull Integer version, @NotNull @Valid MacroWish macro) {}

    /// @param version of the ticket, as read
    record MacroUse(@NotNull Integer version, @NotNull UUID macro) {}

    /// @param reply whether it has words only
    record MacroView(
            UUID id,
            String name,
            @Nullable String text,
            @Nullable String status,
            Map<String, Object> fields,
            boolean reply,
            int version) {

        static MacroView of(Macro macro) {
            return new MacroView(
                    macro.id(),
                    macro.name(),
                    macro.text(),
                    macro.status(),
                    macro.fields().properties().stream().collect(toMap(Map.Entry::getKey, Map.Entry::getValue)),
                    macro.isReply(),
                    macro.version());
        }
    }

    private final Macros macros;
    private final Records records;
    private final ObjectType ticketType;
    private final JsonMapper json;

    MacroController(Macros macros, Records records, ObjectType ticketType, JsonMapper json) {
        this.macros = macros;
        this.records = records;
        this.ticketType = ticketType;
        this.json = json;
    }

    @GetMapping("/macros")
    @Operation(summary = "List macros and canned replies", description = "By name, as they were written.")
    Answer<List<MacroView>> listMacros(@Parameter(hidden = true) Actor actor) {
        return Answer.of(macros.all(actor).stream().map(MacroView::of).toList());
    }

    @PostMapping("/macros")
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(
            summary = "Add a macro or a canned reply",
            description =
                    "A canned reply has a `text` only; a macro sets `fields` or `status`, too. Needs the right to"
                            + " write pipelines: RIGHT_MISSING (403). In `errors` (422): VALUE_REQUIRED when it does nothing,"
                            + " VARIABLE_UNKNOWN, STATUS_UNKNOWN, and what is wrong with a field. MACRO_LIMIT (409) beyond 200.")
    Answer<MacroView> createMacro(@Parameter(hidden = true) Actor actor, @Valid @RequestBody MacroWish body) {
        return Answer.of(MacroView.of(macros.add(actor, macro(Ids.next(), body, 0))));
    }

    @PutMapping("/macros/{id}")
    @Operation(
            summary = "Change a macro or a canned reply",
            description = "Refused as when it is added; VERSION_CONFLICT (409) carries the `current` one.")
    Answer<MacroView> changeMacro(
            @Parameter(hidden = true) Actor actor, @PathVariable UUID id, @Valid @RequestBody MacroChange body) {
        return Answer.of(MacroView.of(macros.change(actor, macro(id, body.macro(), body.version()))));
    }

    @DeleteMapping("/macros/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(
            summary = "Delete a macro or a canned reply",
            description = "What it did stays. VERSION_CONFLICT (409) carries the `current` one.")
    void deleteMacro(@Parameter(hidden = true) Actor actor, @PathVariable UUID id, @RequestParam int version) {
        macros.delete(actor, id, version);
    }

    @GetMapping("/{id}/macros")
    @Operation(
            summary = "List macros and canned replies for one ticket",
            description = "Their variables filled in, as the caller sees the ticket.")
    Answer<List<MacroView>> listMacrosOfTicket(@Parameter(hidden = true) Actor actor, @PathVariable UUID id) {
        return Answer.of(macros.of(actor, id).stream().map(MacroView::of).toList());
    }

    @PostMapping("/{id}/macro")
    @Operation(
            summary = "Use a macro on a ticket",
            description = "Fields, status and remark in one step, undone by its change set; each is refused as if the"
                    + " caller had done it himself, and then nothing is done. VERSION_CONFLICT (409) carries the"
                    + " `current` ticket.")
    Answer<Map<String, @Nullable Object>> useMacro(
            @Parameter(hidden = true) Actor actor, @PathVariable UUID id, @Valid @RequestBody MacroUse body) {
        macros.apply(actor, id, body.version(), body.macro());
        return Answer.of(records.viewIfReadable(actor, ticketType, id));
    }

    private Macro macro(UUID id, MacroWish wish, int version) {
        return new Macro(
                id,
                wish.name().strip(),
                orNothing(wish.text()),
                orNothing(wish.status()),
                json.valueToTree(wish.fields() == null ? Map.of() : wish.fields()),
                version);
    }

    private static @Nullable String orNothing(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }
}

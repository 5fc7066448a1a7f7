package io.sangam.imports;

import de.siegmar.fastcsv.writer.CsvWriter;
import io.sangam.kernel.Actor;
import io.sangam.kernel.Answer;
import io.sangam.kernel.SangamException;
import io.sangam.limits.Allowance;
import io.sangam.limits.Paced;
import io.sangam.records.CellText;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/imports")
@Tag(name = "Imports", description = "Records from CSV and XLSX files; everybody has his own")
class ImportController {

    static final int BYTES = 20 << 20;
    private static final int PAGE = 500;

    /// @param mapping for each column, in order, the key of a field, or null to leave it out
    /// @param onDuplicate what to do with rows that are records already; `skip`, if left out
    /// @param automations whether owners by rule, first tasks and notifications follow; no, if left out
    record ImportPlan(
            @NotNull @Size(max = 200) List<@Nullable String> mapping,
            Import.@Nullable OnDuplicate onDuplicate,
            @Nullable Boolean automations) {}

    /// @param version of the row, as it was read
    /// @param cells new texts by column, counted from 0
    /// @param leftOut whether the row is not to be taken; any other change takes it in again
    record RowChange(
            @NotNull Integer version,

            @Nullable @Size(max = SheetReader.MOST_COLUMNS)
            Map<@Min(0) Integer, @NotNull @Size(max = SheetReader.LONGEST_CELL) String> cells,

            @Nullable Boolean leftOut) {}

    private final Imports imports;
    private final Mending mending;

    ImportController(Imports imports, Mending mending) {
        this.imports = imports;
        this.mending = mending;
    }

    @Paced(Allowance.IMPORT)
    @PostMapping(consumes = {"application/octet-stream", "text/csv"})
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(
            summary = "Upload a file to import",
            description = """
                    The body is the file itself, up to 20 MB, 100,000 rows and 200 columns: CSV (comma, semicolon or tab; \
                    UTF-8, else Windows-1252) or the first sheet of an XLSX. Answers its columns, the first rows, and a \
                    suggested mapping: what such a file was mapped to last, else by names. Nothing is written yet. \
                    `seenBefore` tells that the very same file was imported. IMPORT_FILE_UNREADABLE, IMPORT_FILE_EMPTY (422), \
                    IMPORT_TOO_LARGE (413).""",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = "application/octet-stream",
                                            schema = @Schema(type = "string", format = "binary"))))
    Answer<Import> uploadImport(
            @Parameter(hidden = true) Actor actor,
            @RequestParam @NotBlank @Size(max = 60) String object,
            @RequestParam @NotBlank @Size(max = 200) String fileName,
            @Parameter(hidden = true) HttpServletRequest request)
            throws IOException {
        var file = request.getInputStream().readNBytes(BYTES + 1);
        if (file.length > BYTES) {
            throw new SangamException(ImportError.IMPORT_TOO_LARGE, "A file has up to 20 MB");
        }
        return Answer.of(imports.upload(actor, object, fileName.strip(), file));
    }

    @GetMapping
    @Operation(summary = "List one's own imports", description = "Newest first; kept for 90 days.")
    Answer<List<Import>> listImports(
            @Parameter(hidden = true) Actor actor,
            @RequestParam Optional<UUID> before,
            @RequestParam(defaultValue = "20") @Min(1) @Max(50) int limit) {
        return Answer.page(imports.list(actor, before, limit + 1), limit, Import::id);
    }

    @GetMapping("/{id}")
    @Operation(summary = "Read how far an import has come")
    Answer<Import> getImport(@Parameter(hidden = true) Actor actor, @PathVariable UUID id) {
        return Answer.of(imports.get(actor, id));
    }

    @PostMapping("/{id}/check")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(summary = "Check a file against the records there are", description = """
                    A dry run by a job: each row becomes `new`, `update`, `duplicate` or `error`. May be repeated with another \
                    mapping until the import is started. IMPORT_MAPPING_INVALID (422), IMPORT_NOT_NOW (409).""")
    Answer<Import> checkImport(
            @Parameter(hidden = true) Actor actor, @PathVariable UUID id, @Valid @RequestBody ImportPlan body) {
        var options = new Import.Options(
                Objects.requireNonNullElse(body.onDuplicate(), Import.OnDuplicate.SKIP),
                Boolean.TRUE.equals(body.automations()));
        return Answer.of(imports.check(actor, id, body.mapping(), options));
    }

    @PostMapping("/{id}/start")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(
            summary = "Write what a check found to be new or to update",
            description = "By a job, a row at a time; what one row refuses holds up no other. IMPORT_NOT_NOW (409).")
    Answer<Import> startImport(@Parameter(hidden = true) Actor actor, @PathVariable UUID id) {
        return Answer.of(imports.start(actor, id));
    }

    @PostMapping("/{id}/cancel")
    @Operation(
            summary = "Stop an import",
            description = "What is written stays and can be undone. IMPORT_NOT_NOW (409) when it has ended.")
    Answer<Import> cancelImport(@Parameter(hidden = true) Actor actor, @PathVariable UUID id) {
        return Answer.of(imports.cancel(actor, id));
    }

    @PostMapping("/{id}/undo")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(
            summary = "Take an import back",
            description =
                    "Row by row, last first; records that were changed since stay (`kept`). UNDO_TOO_LATE after 30"
                            + " days, IMPORT_NOT_NOW (409).")
    Answer<Import> undoImport(@Parameter(hidden = true) Actor actor, @PathVariable UUID id) {
        return Answer.of(imports.undo(actor, id));
    }

    @GetMapping("/{id}/problems")
    @Operation(summary = "List the rows that are not taken, and why", description = """
                    In the order of the file, on with `after`, a position (`meta.cursor`). `errors` names everything that is \
                    wrong with a row, by column.""")
    Answer<List<Import.RowProblem>> listImportProblems(
            @Parameter(hidden = true) Actor actor,
            @PathVariable UUID id,
            @Parameter(description = "Only those that are not taken for this reason") @RequestParam
                    Optional<@Pattern(regexp = "error|failed|duplicate|skipped|kept") String> status,
            @RequestParam(defaultValue = "0") int after,
            @RequestParam(defaultValue = "100") @Min(1) @Max(PAGE) int limit) {
        var found = imports.problems(actor, id, status.map(Import.Trouble::of), after, limit + 1);
        return Answer.page(found, limit, Import.RowProblem::position);
    }

    @PatchMapping("/{id}/rows/{position}")
    @Operation(summary = "Mend a row after the check", description = """
                    Replaces cells, or leaves the row out, and judges it again at once, as well as the rows that repeat it. \
                    The file itself stays as it was uploaded. IMPORT_NOT_NOW (409) before the check and from the start on, \
                    VERSION_CONFLICT (409).""")
    Answer<Import.MendedRow> mendImportRow(
            @Parameter(hidden = true) Actor actor,
            @PathVariable UUID id,
            @PathVariable int position,
            @Valid @RequestBody RowChange body) {
        return Answer.of(mending.mend(
                actor,
                id,
                position,
                body.version(),
                Objects.requireNonNullElse(body.cells(), Map.of()),
                Boolean.TRUE.equals(body.leftOut())));
    }

    @GetMapping("/{id}/problems/file")
    @Operation(
            summary = "Download the rows that are not taken",
            description =
                    "As CSV: the file's own columns and, in front, what is wrong; mended, it can be uploaded again.")
    @ApiResponse(
            responseCode = "200",
            description = "The file",
            content = @Content(mediaType = "text/csv", schema = @Schema(type = "string", format = "binary")))
    void downloadImportProblems(
            @Parameter(hidden = true) Actor actor,
            @PathVariable UUID id,
            @Parameter(hidden = true) HttpServletResponse response)
            throws IOException {
        var file = imports.get(actor, id);
        response.setContentType("text/csv;charset=utf-8");
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION,
                ContentDisposition.attachment()
                        .filename("not-imported-" + id.toString().substring(0, 8) + ".csv")
                        .build()
                        .toString());
        try (var csv = CsvWriter.builder().build(response.getOutputStream(), StandardCharsets.UTF_8)) {
            var titles = new ArrayList<>(List.of("\uFEFFRow", "Problem"));
            file.columns().forEach(column -> titles.add(CellText.neutral(column)));
            csv.writeRecord(titles);
            var page = imports.problems(actor, id, Optional.empty(), 0, PAGE);
            while (!page.isEmpty()) {
                for (var problem : page) {
                    var line = new ArrayList<>(List.of(
                            String.valueOf(problem.position() + 1),
                            CellText.neutral(Objects.requireNonNullElse(problem.message(), problem.status()))));
                    problem.cells().forEach(cell -> line.add(CellText.neutral(cell)));
                    csv.writeRecord(line);
                }
                page = imports.problems(
                        actor, id, Optional.empty(), page.getLast().position(), PAGE);
            }
        }
    }
}

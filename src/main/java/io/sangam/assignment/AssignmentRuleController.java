package io.sangam.assignment;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.sangam.identity.Users;
import io.sangam.kernel.Actor;
import io.sangam.kernel.Answer;
import io.sangam.kernel.OneLine;
import io.sangam.kernel.TenantId;
import io.sangam.kernel.UserId;
import io.sangam.records.ObjectTypes;
import io.sangam.records.Person;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

@RestController
@RequestMapping("/api/v1/assignment-rules")
@Tag(name = "Assignment", description = "Who gets a new record (R5)")
class AssignmentRuleController {

    private static final String LEAD = "lead";

    record RuleView(
            UUID id,
            String object,
            String name,
            int position,
            @Schema(ref = "#/components/schemas/Filter") JsonNode filter,
            Target target,
            boolean active,
            int version) {

        static RuleView of(Rule rule) {
            return new RuleView(
                    rule.id(),
                    rule.object(),
                    rule.name(),
                    rule.position(),
                    rule.filter(),
                    rule.target(),
                    rule.active(),
                    rule.version());
        }
    }

    /// @param object the kind of record; `lead` when left out
    /// @param position where it is tried; at the end when left out
    record NewRule(
            @Nullable String object,
            @NotBlank @Size(max = 80) @OneLine String name,
            @Nullable @Min(0) @Max(10_000) Integer position,

            @Schema(ref = "#/components/schemas/Filter") @NotNull
            JsonNode filter,

            @NotNull Target target,
            @Nullable Boolean active) {}

    record RuleChange(
            @NotNull Integer version,

            @Nullable @OneLine @Size(max = 80) @Pattern(regexp = ".*\\S.*")
            String name,

            @Nullable @Min(0) @Max(10_000) Integer position,

            @Schema(ref = "#/components/schemas/Filter") @Nullable
            JsonNode filter,

            @Nullable Target target,
            @Nullable Boolean active) {}

    /// @param object the kind of record; `lead` when left out
    record TestRules(@Nullable String object, @NotNull UUID record) {}

    /// @param reason `inactive`, `away`, `busy`, `off_shift`, `no_right` or `full`
    record SkippedPerson(Person person, Candidates.Skip reason) {}

    record TriedRuleView(UUID id, String name, boolean matches, List<SkippedPerson> skipped) {}

    /// @param user null when nobody is free
    /// @param how `rule`, `round_robin` or `least_loaded`
    /// @param rule the name of the rule that decided; null for the default round robin
    /// @param offShift nobody who could have it is on shift now
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record TestResult(
            List<TriedRuleView> tried,
            @Nullable Person user,
            @Nullable String how,
            @Nullable String rule,
            boolean offShift) {}

    private final AssignmentRules rules;
    private final Assignment assignment;
    private final ObjectTypes types;
    private final Users users;

    AssignmentRuleController(AssignmentRules rules, Assignment assignment, ObjectTypes types, Users users) {
        this.rules = rules;
        this.assignment = assignment;
        this.types = types;
        this.users = users;
    }

    @GetMapping
    @Operation(
            summary = "List the assignment rules",
            description = "In the order they are tried. Needs the right to read assignment: RIGHT_MISSING (403).")
    Answer<List<RuleView>> listAssignmentRules(
            @Parameter(hidden = true) Actor actor, @RequestParam(defaultValue = LEAD) String object) {
        return Answer.of(rules.all(actor, object).stream().map(RuleView::of).toList());
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(summary = "Add an assignment rule", description = """
                    The first active rule whose `filter` a new record passes decides (R5); a rule whose people are all away \
                    is passed over. `target.type` is user (`userId`), team (`teamId`, its members in turn), role (`role`, \
                    its holders in turn), roundRobin or leastLoaded (`userIds`, or `teamId`, or neither for the default pool). Errors: FILTER_INVALID (400), \
                    USER_UNKNOWN, TEAM_UNKNOWN and ROLE_UNKNOWN in `errors` (422), RIGHT_MISSING (403).""")
    Answer<RuleView> createAssignmentRule(@Parameter(hidden = true) Actor actor, @Valid @RequestBody NewRule body) {
        return Answer.of(RuleView.of(rules.add(
                actor,
                Objects.requireNonNullElse(body.object(), LEAD),
                body.name(),
                body.position(),
                body.filter(),
                body.target(),
                !Boolean.FALSE.equals(body.active()))));
    }

    @PatchMapping("/{id}")
    @Operation(
            summary = "Change an assignment rule",
            description = "Members left out stay as they are. VERSION_CONFLICT (409) carries the `current` rule.")
    Answer<RuleView> changeAssignmentRule(
            @Parameter(hidden = true) Actor actor, @PathVariable UUID id, @Valid @RequestBody RuleChange body) {
        var wish = new AssignmentRules.Wish(body.name(), body.position(), body.filter(), body.target(), body.active());
        return Answer.of(RuleView.of(rules.change(actor, id, body.version(), wish)));
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(
            summary = "Delete an assignment rule",
            description = "VERSION_CONFLICT (409) carries the `current` rule.")
    void deleteAssignmentRule(@Parameter(hidden = true) Actor actor, @PathVariable UUID id, @RequestParam int version) {
        rules.delete(actor, id, version);
    }

    @PostMapping("/test")
    @Operation(
            summary = "See what the rules would do with a record",
            description =
                    "Tells every rule that was tried, whether it matched and who was skipped, and who would get it "
                            + "now. Nothing changes: the round robin does not move on.")
    Answer<TestResult> testAssignmentRules(@Parameter(hidden = true) Actor actor, @Valid @RequestBody TestRules body) {
        var explanation =
                assignment.explain(actor, types.get(Objects.requireNonNullElse(body.object(), LEAD)), body.record());
        var choice = explanation.choice();
        return Answer.of(new TestResult(
                explanation.tried().stream()
                        .map(tried -> view(actor.tenant(), tried))
                        .toList(),
                choice == null ? null : person(actor.tenant(), choice.user()),
                choice == null ? null : choice.how(),
                choice == null ? null : choice.rule().orElse(null),
                choice != null && choice.offShift()));
    }

    private TriedRuleView view(TenantId tenant, Assignment.TriedRule tried) {
        return new TriedRuleView(
                tried.id(),
                tried.name(),
                tried.matches(),
                tried.skipped().entrySet().stream()
                        .map(skip -> new SkippedPerson(person(tenant, skip.getKey()), skip.getValue()))
                        .toList());
    }

    private Person person(TenantId tenant, UserId id) {
        return new Person(id, users.names(tenant, List.of(id)).get(id));
    }
}

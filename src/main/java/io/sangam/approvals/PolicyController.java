package io.sangam.approvals;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.sangam.identity.Users;
import io.sangam.kernel.Actor;
import io.sangam.kernel.Answer;
import io.sangam.kernel.Money;
import io.sangam.kernel.OneLine;
import io.sangam.kernel.UserId;
import io.sangam.records.Person;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
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
@RequestMapping("/api/v1/approvals/policies")
@Tag(name = "Approvals", description = "Who has to consent to what, asked and decided step by step (R26)")
class PolicyController {

    @JsonInclude(JsonInclude.Include.ALWAYS)
    record PolicyView(
            UUID id,
            String object,
            String name,
            int position,
            @Schema(ref = "#/components/schemas/Filter") JsonNode filter,
            @Nullable Money below,
            List<Step> steps,
            boolean active,
            int version) {

        static PolicyView of(Policy policy) {
            return new PolicyView(
                    policy.id(),
                    policy.object(),
                    policy.name(),
                    policy.position(),
                    policy.filter(),
                    policy.below(),
                    policy.steps(),
                    policy.active(),
                    policy.version());
        }
    }

    /// @param amount without more decimals than its currency has
    record PolicyAmount(
            @Schema(type = "string") @NotNull BigDecimal amount,
            @NotBlank @Size(max = 3) String currency) {

        Money money() {
            return new Money(amount, currency);
        }
    }

    /// @param position where it is tried; at the end when left out
    /// @param below what costs less needs nobody; left out, everything that fits is asked about
    record NewPolicy(
            @NotBlank @Size(max = 40) String object,
            @NotBlank @Size(max = 80) @OneLine String name,
            @Nullable @Min(0) @Max(10_000) Integer position,

            @Schema(ref = "#/components/schemas/Filter") @NotNull
            JsonNode filter,

            @Nullable @Valid PolicyAmount below,
            @NotEmpty @Size(max = Policies.MOST_STEPS) List<@Valid Step> steps,
            @Nullable Boolean active) {}

    /// @param asksAlways takes `below` away
    record PolicyChange(
            @NotNull Integer version,

            @Nullable @OneLine @Size(max = 80) @Pattern(regexp = ".*\\S.*")
            String name,

            @Nullable @Min(0) @Max(10_000) Integer position,

            @Schema(ref = "#/components/schemas/Filter") @Nullable
            JsonNode filter,

            @Nullable @Valid PolicyAmount below,
            @Nullable Boolean asksAlways,

            @Nullable @Size(min = 1, max = Policies.MOST_STEPS)
            List<@Valid Step> steps,

            @Nullable Boolean active) {}

    record TestPolicies(
            @NotBlank @Size(max = 40) String object,
            @NotNull UUID record) {}

    record TriedPolicy(UUID id, String name, boolean matches) {}

    /// @param people who could decide it now
    /// @param toAdministrators because the step names nobody who could
    record TestedStep(Step step, List<Person> people, boolean toAdministrators) {}

    /// @param asker whose manager would be asked: whoever has the record
    /// @param policy the name of the one that decides; null when none fits
    /// @param waived because it costs less than the policy asks about
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record PolicyTest(
            List<TriedPolicy> tried, Person asker, @Nullable String policy, boolean waived, List<TestedStep> steps) {}

    private final Policies policies;
    private final Users users;

    PolicyController(Policies policies, Users users) {
        this.policies = policies;
        this.users = users;
    }

    @GetMapping
    @Operation(
            summary = "List the approval policies",
            description = "In the order they are tried. Needs the right to read pipelines: RIGHT_MISSING (403).")
    Answer<List<PolicyView>> listApprovalPolicies(
            @Parameter(hidden = true) Actor actor, @RequestParam(defaultValue = "deal") String object) {
        return Answer.of(
                policies.all(actor, object).stream().map(PolicyView::of).toList());
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(summary = "Add an approval policy", description = """
                    The first active policy whose `filter` a record passes decides who consents, step by step (R26). \
                    `steps[].approver.type` is user (`userId`), role (`role`, whoever of its holders comes first) or manager \
                    (of whoever asks). Errors: FILTER_INVALID (400), USER_UNKNOWN, ROLE_UNKNOWN, CURRENCY_INVALID and \
                    VALUE_OUT_OF_RANGE in `errors` (422), RIGHT_MISSING (403).""")
    Answer<PolicyView> createApprovalPolicy(@Parameter(hidden = true) Actor actor, @Valid @RequestBody NewPolicy body) {
        return Answer.of(PolicyView.of(policies.add(
                actor,
                body.object(),
                body.name(),
                body.position(),
                body.filter(),
                body.below() == null ? null : body.below().money(),
                body.steps(),
                !Boolean.FALSE.equals(body.active()))));
    }

    @PatchMapping("/{id}")
    @Operation(
            summary = "Change an approval policy",
            description = "Members left out stay as they are; what was asked under it before keeps its steps. "
                    + "VERSION_CONFLICT (409) carries the `current` policy.")
    Answer<PolicyView> changeApprovalPolicy(
            @Parameter(hidden = true) Actor actor, @PathVariable UUID id, @Valid @RequestBody PolicyChange body) {
        var wish = new Policies.Wish(
                body.name(),
                body.position(),
                body.filter(),
                body.below() == null ? null : body.below().money(),
                Boolean.TRUE.equals(body.asksAlways()),
                body.steps(),
                body.active());
        return Answer.of(PolicyView.of(policies.change(actor, id, body.version(), wish)));
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(
            summary = "Delete an approval policy",
            description =
                    "What was asked under it stays as it is. VERSION_CONFLICT (409) carries the `current` policy.")
    void deleteApprovalPolicy(@Parameter(hidden = true) Actor actor, @PathVariable UUID id, @RequestParam int version) {
        policies.delete(actor, id, version);
    }

    @PostMapping("/test")
    @Operation(
            summary = "See whom the policies would ask about a record",
            description = "If whoever has it asked now. Tells every policy that was tried. Nothing changes.")
    Answer<PolicyTest> testApprovalPolicies(
            @Parameter(hidden = true) Actor actor, @Valid @RequestBody TestPolicies body) {
        var trial = policies.test(actor, body.object(), body.record());
        var people = new HashSet<UserId>();
        people.add(trial.asker());
        trial.steps().forEach(step -> people.addAll(step.people().users()));
        var names = users.names(actor.tenant(), people);
        return Answer.of(new PolicyTest(
                trial.tried().stream()
                        .map(tried -> new TriedPolicy(
                                tried.policy().id(), tried.policy().name(), tried.matches()))
                        .toList(),
                person(trial.asker(), names),
                trial.policy() == null ? null : trial.policy().name(),
                trial.waived(),
                trial.steps().stream().map(step -> tested(step, names)).toList()));
    }

    private static TestedStep tested(Policies.StepTrial trial, Map<UserId, String> names) {
        return new TestedStep(
                trial.step(),
                trial.people().users().stream().map(user -> person(user, names)).toList(),
                trial.people().administrators());
    }

    private static Person person(UserId id, Map<UserId, String> names) {
        return new Person(id, names.get(id));
    }
}

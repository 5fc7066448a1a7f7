package io.sangam.webhooks;

import io.sangam.kernel.Actor;
import io.sangam.kernel.Answer;
import io.sangam.kernel.OneLine;
import io.sangam.webhooks.Webhook.Content;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Duration;
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

@RestController
@RequestMapping("/api/v1/webhooks")
@Tag(name = "Webhooks", description = "Other systems are told what happens here. Needs the right `integrations`")
class WebhookController {

    private static final int DEFAULT_OVERLAP_HOURS = 24;

    /// @param content `record` (when left out) or `reference`
    record NewWebhook(
            @NotBlank @Size(max = 80) @OneLine String name,
            @NotBlank @Size(max = 2000) String url,
            @NotEmpty @Size(max = 100) List<@NotNull String> events,
            @Nullable Content content) {}

    record WebhookChange(
            @NotNull Integer version,

            @Nullable @OneLine @Size(max = 80) @Pattern(regexp = ".*\\S.*")
            String name,

            @Nullable @Size(max = 2000) String url,

            @Nullable @Size(min = 1, max = 100) List<@NotNull String> events,

            @Nullable Content content,
            @Nullable Boolean active) {}

    /// @param overlapHours so long the old secret signs along; 24 when left out
    record NewSecret(@Nullable @Min(0) @Max(168) Integer overlapHours) {}

    /// @param secret shown this once: `whsec_` and 32 bytes in base64
    record WebhookWithSecret(Webhook webhook, String secret) {}

    record Sent(UUID delivery) {}

    record Replayed(int count) {}

    private final Webhooks webhooks;

    WebhookController(Webhooks webhooks) {
        this.webhooks = webhooks;
    }

    @GetMapping("/events")
    @Operation(
            summary = "List what a webhook can be told of",
            description = "Names such as `lead.created`. Needs the right to read integrations: RIGHT_MISSING (403).")
    Answer<List<String>> listWebhookEvents(@Parameter(hidden = true) Actor actor) {
        return Answer.of(webhooks.events(actor));
    }

    @GetMapping
    @Operation(
            summary = "List the webhooks",
            description = "By name, without their secrets. `failingSince` is set while an endpoint fails, `disabledAt` "
                    + "when it failed for three days and was switched off.")
    Answer<List<Webhook>> listWebhooks(@Parameter(hidden = true) Actor actor) {
        return Answer.of(webhooks.all(actor));
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(summary = "Add a webhook", description = """
                    Messages are signed as Standard Webhooks says: HMAC-SHA-256 over `id.timestamp.body`, in the headers \
                    `webhook-id`, `webhook-timestamp`, `webhook-signature`. They hold records as the caller sees them: his \
                    scope, his masks. Errors: `URL_INVALID`, `URL_NOT_REACHABLE` and `EVENT_UNKNOWN` in `errors` (422), \
                    WEBHOOK_LIMIT (409), RIGHT_MISSING (403).""")
    Answer<WebhookWithSecret> createWebhook(
            @Parameter(hidden = true) Actor actor, @Valid @RequestBody NewWebhook body) {
        var added = webhooks.add(
                actor,
                body.name(),
                body.url(),
                body.events(),
                Objects.requireNonNullElse(body.content(), Content.RECORD));
        return Answer.of(new WebhookWithSecret(added.subscription(), added.secret()));
    }

    @PatchMapping("/{id}")
    @Operation(
            summary = "Change a webhook, or switch it on and off",
            description =
                    "Members left out stay as they are. Whoever changes address, content or adds events becomes its "
                            + "owner. VERSION_CONFLICT (409) carries the `current` webhook.")
    Answer<Webhook> changeWebhook(
            @Parameter(hidden = true) Actor actor, @PathVariable UUID id, @Valid @RequestBody WebhookChange body) {
        return Answer.of(webhooks.change(
                actor,
                id,
                body.version(),
                new Webhooks.Wish(body.name(), body.url(), body.events(), body.content(), body.active())));
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(
            summary = "Delete a webhook and its log",
            description = "VERSION_CONFLICT (409) carries the `current` webhook.")
    void deleteWebhook(@Parameter(hidden = true) Actor actor, @PathVariable UUID id, @RequestParam int version) {
        webhooks.delete(actor, id, version);
    }

    @PostMapping("/{id}/secret")
    @Operation(
            summary = "Give a webhook a new secret",
            description = "Both sign for `overlapHours` (24, at most 168): messages then carry two signatures.")
    Answer<WebhookWithSecret> rotateWebhookSecret(
            @Parameter(hidden = true) Actor actor, @PathVariable UUID id, @Valid @RequestBody NewSecret body) {
        var hours = Objects.requireNonNullElse(body.overlapHours(), DEFAULT_OVERLAP_HOURS);
        var rotated = webhooks.rotate(actor, id, Duration.ofHours(hours));
        return Answer.of(new WebhookWithSecret(rotated.subscription(), rotated.secret()));
    }

    @PostMapping("/{id}/test")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(
            summary = "Send a webhook a test message",
            description = "Of the type `ping`; the log shows status and time, never what was answered.")
    Answer<Sent> testWebhook(@Parameter(hidden = true) Actor actor, @PathVariable UUID id) {
        return Answer.of(new Sent(webhooks.test(actor, id)));
    }

    @PostMapping("/{id}/replay")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(
            summary = "Send again whatever a webhook was never told",
            description = "All its dead messages, each with three days of attempts again.")
    Answer<Replayed> replayWebhook(@Parameter(hidden = true) Actor actor, @PathVariable UUID id) {
        return Answer.of(new Replayed(webhooks.replayDead(actor, id)));
    }

    @GetMapping("/deliveries")
    @Operation(
            summary = "Browse the delivery log",
            description = "Newest first. `status` is pending, delivered, dead or cut (part of a loop). `meta.cursor` "
                    + "continues the list.")
    Answer<List<Delivery>> listWebhookDeliveries(
            @Parameter(hidden = true) Actor actor,
            @RequestParam(required = false) @Nullable UUID webhook,
            @RequestParam(required = false) @Nullable @Pattern(regexp = "pending|delivered|dead|cut") String status,
            @RequestParam(required = false) @Nullable @Size(max = 80) String event,
            @RequestParam(required = false) @Nullable UUID cursor,
            @RequestParam(defaultValue = "50") @Min(1) @Max(200) int limit) {
        var found = webhooks.log(actor, webhook, status, event, cursor, limit + 1);
        return Answer.page(found, limit, Delivery::id);
    }

    @GetMapping("/deliveries/{id}")
    @Operation(
            summary = "Look at one message and its attempts",
            description = "`body` is there for the webhook's owner only: it holds what he may see.")
    Answer<Delivery.Detail> getWebhookDelivery(@Parameter(hidden = true) Actor actor, @PathVariable UUID id) {
        return Answer.of(webhooks.delivery(actor, id));
    }

    @PostMapping("/deliveries/{id}/replay")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(
            summary = "Send a message again",
            description = "Under the same `webhook-id`, signed anew. DELIVERY_PENDING (409) while it is on its way.")
    void replayWebhookDelivery(@Parameter(hidden = true) Actor actor, @PathVariable UUID id) {
        webhooks.replay(actor, id);
    }
}

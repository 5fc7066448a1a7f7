package io.sangam.sources;

import io.sangam.kernel.Answer;
import io.sangam.kernel.SangamException;
import io.sangam.tenancy.TenantScope;
import io.swagger.v3.oas.annotations.Hidden;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// For strangers, without a token.
@RestController
@RequestMapping("/api/v1/public")
@Tag(name = "Public", description = "Lead forms and inbound webhooks: no access token")
class PublicController {

    /// @param values lead field → what was typed; only fields the form asks for
    /// @param nickname a trap: leave it empty
    record FormSubmission(
            @NotNull @Size(max = 60) Map<String, @Nullable String> values,
            @Nullable Boolean consent,
            @Nullable String nickname) {}

    record Thanks(String thanks) {}

    private final Door door;

    PublicController(Door door) {
        this.door = door;
    }

    @PostMapping(path = "/forms/{company}/{key}", consumes = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(
            summary = "Send in a lead form",
            description =
                    "From a page of an allowed origin, or from a server. The answer is the same whether the sender is "
                            + "known (R1) or not. Errors: VALIDATION_FAILED (422), ORIGIN_NOT_ALLOWED (403), SUBMISSIONS_LIMITED "
                            + "(429): 10 a minute from one address. An `Idempotency-Key` makes a repeated one harmless.")
    Answer<Thanks> submitForm(
            @PathVariable String company,
            @PathVariable String key,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String once,
            @Valid @RequestBody FormSubmission body,
            @Parameter(hidden = true) HttpServletRequest request) {
        var submission = new Door.Submission(
                once, body.values(), Boolean.TRUE.equals(body.consent()), body.nickname(), request.getRemoteAddr());
        var tenant = door.company(company);
        return TenantScope.call(tenant, () -> {
            var open = door.form(tenant, key);
            door.submit(tenant, open, submission);
            return Answer.of(new Thanks(open.form().thanks()));
        });
    }

    /// The form as a page of its own, also for a frame.
    @Hidden
    @GetMapping(path = "/forms/{company}/{key}", produces = MediaType.TEXT_HTML_VALUE)
    ResponseEntity<String> page(@PathVariable String company, @PathVariable String key) {
        var tenant = door.company(company);
        return TenantScope.call(tenant, () -> {
            var open = door.form(tenant, key);
            return html(HttpStatus.OK, open.form(), FormPage.empty(open.type(), open.form()));
        });
    }

    /// Sent from that page, without a script.
    @Hidden
    @PostMapping(
            path = "/forms/{company}/{key}",
            consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE,
            produces = MediaType.TEXT_HTML_VALUE)
    ResponseEntity<String> submitPage(
            @PathVariable String company,
            @PathVariable String key,
            @RequestParam MultiValueMap<String, String> typed,
            HttpServletRequest request) {
        var tenant = door.company(company);
        return TenantScope.call(tenant, () -> {
            var open = door.form(tenant, key);
            var values = new LinkedHashMap<String, @Nullable String>();
            typed.forEach((name, all) -> values.put(name, String.join(", ", all)));
            var once = values.remove(FormPage.ONCE);
            var trap = values.remove(FormPage.TRAP);
            var consent = values.remove(FormPage.CONSENT) != null;
            try {
                door.submit(tenant, open, new Door.Submission(once, values, consent, trap, request.getRemoteAddr()));
                return html(HttpStatus.OK, open.form(), FormPage.thanks(open.form()));
            } catch (SangamException e) {
                if (e.errors().isEmpty()) {
                    throw e;
                }
                return html(
                        HttpStatus.UNPROCESSABLE_CONTENT,
                        open.form(),
                        FormPage.again(open.type(), open.form(), values, e));
            }
        });
    }

    @PostMapping(path = "/hooks/{company}/{key}", consumes = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(
            summary = "Receive a message of another system",
            description = "Signed as Standard Webhooks says, over the body as sent: headers `webhook-id`, "
                    + "`webhook-timestamp` (five minutes), `webhook-signature`. Stored before it is answered, taken in "
                    + "afterwards; the same `webhook-id` again is answered alike and does nothing. Errors: "
                    + "SIGNATURE_INVALID (401).")
    void receiveWebhook(
            @PathVariable String company,
            @PathVariable String key,
            @RequestHeader(name = "webhook-id", required = false) @Nullable String id,
            @RequestHeader(name = "webhook-timestamp", required = false) @Nullable String timestamp,
            @RequestHeader(name = "webhook-signature", required = false) @Nullable String signature,
            @RequestBody byte[] body,
            @Parameter(hidden = true) HttpServletRequest request) {
        var tenant = door.company(company);
        TenantScope.run(
                tenant, () -> door.receive(tenant, key, id, timestamp, signature, body, request.getRemoteAddr()));
    }

    /// No script, nothing from elsewhere, and in frames of the allowed sites only.
    private static ResponseEntity<String> html(HttpStatus status, SourceDefinition.LeadForm form, String page) {
        var frames = form.origins().isEmpty() ? "'none'" : String.join(" ", form.origins());
        return ResponseEntity.status(status)
                .contentType(new MediaType(MediaType.TEXT_HTML, java.nio.charset.StandardCharsets.UTF_8))
                .header(
                        "Content-Security-Policy",
                        "default-src 'none'; style-src 'sha256-" + FormPage.STYLE_HASH
                                + "'; form-action 'self'; base-uri 'none'; frame-ancestors " + frames)
                .body(page);
    }
}

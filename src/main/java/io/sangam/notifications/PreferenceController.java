package io.sangam.notifications;

import io.sangam.kernel.Actor;
import io.sangam.kernel.Answer;
import io.sangam.mail.Mails;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/notifications")
@Tag(name = "Notifications", description = "What the caller was told; arrives live as a frame of type `notification`")
class PreferenceController {

    private final Preferences preferences;
    private final NoticeKinds kinds;
    private final Mails mails;

    PreferenceController(Preferences preferences, NoticeKinds kinds, Mails mails) {
        this.preferences = preferences;
        this.kinds = kinds;
        this.mails = mails;
    }

    /// @param staysInApp the app shows it whatever anybody chooses
    /// @param urgent it may break into quiet hours
    /// @param silencedByMute it does not come of muted records
    /// @param usual by which ways it comes when nothing is chosen here
    /// @param chosen null: as usual
    record KindChoice(
            String key,
            NoticeKind.Group group,
            boolean staysInApp,
            boolean urgent,
            boolean silencedByMute,
            Channels usual,
            @Nullable Channels chosen) {

        static KindChoice of(NoticeKind kind, Channels usual, @Nullable Channels chosen) {
            return new KindChoice(
                    kind.key(), kind.group(), kind.staysInApp(), kind.urgent(), kind.silencedByMute(), usual, chosen);
        }
    }

    /// @param timeZone by which the times count
    /// @param mailed whether there is a mail server at all
    record NotificationSettings(
            List<KindChoice> kinds,
            @Nullable QuietHours quietHours,
            Digest digest,
            String timeZone,
            boolean mailed,
            int version) {}

    /// @param choices by kind; absent ones are as usual
    /// @param quietHours null: none
    record NotificationSettingsChange(
            @NotNull Integer version,
            @NotNull Map<String, Channels> choices,
            @Nullable QuietHours quietHours,
            @NotNull Digest digest) {}

    /// @param mailed whether there is a mail server at all
    record NotificationDefaults(List<KindChoice> kinds, boolean mailed, int version) {}

    /// @param choices by kind; absent ones are as Sangam has them
    record NotificationDefaultsChange(
            @NotNull Integer version, @NotNull Map<String, Channels> choices) {}

    @GetMapping("/settings")
    @Operation(
            summary = "Read how the caller wants to be told",
            description = "Each kind of notice with the ways it comes usually, as the company wants it, and those he"
                    + " chose instead; his quiet hours and his digest.")
    Answer<NotificationSettings> readNotificationSettings(@Parameter(hidden = true) Actor actor) {
        return Answer.of(view(actor, preferences.own(actor)));
    }

    @PutMapping("/settings")
    @Operation(summary = "Change how the caller wants to be told", description = """
                    Replaces all of it; kinds that are absent come as usual. In quiet hours, by his own time zone, mails \
                    and digests wait and nothing pops up. What waits already waits by the new hours. VERSION_CONFLICT \
                    (409); VALIDATION_FAILED (422): KIND_UNKNOWN, ALWAYS_IN_APP for notices that can't be taken out of \
                    the app, ALWAYS_QUIET, VALUE_INVALID, VALUE_REQUIRED.""")
    Answer<NotificationSettings> changeNotificationSettings(
            @Parameter(hidden = true) Actor actor, @Valid @RequestBody NotificationSettingsChange body) {
        var wanted = new Preference(body.choices(), body.quietHours(), body.digest(), body.version());
        return Answer.of(view(actor, preferences.change(actor, wanted)));
    }

    @GetMapping("/defaults")
    @Operation(
            summary = "Read how people of the company are usually told",
            description = "`usual` is how Sangam has it, `chosen` how the company wants it. Needs read on system.")
    Answer<NotificationDefaults> readNotificationDefaults(@Parameter(hidden = true) Actor actor) {
        return Answer.of(defaults(preferences.readOfCompany(actor)));
    }

    @PutMapping("/defaults")
    @Operation(summary = "Change how people of the company are usually told", description = """
                    Replaces all choices; a person's own go before them. Needs write on system. VERSION_CONFLICT (409); \
                    VALIDATION_FAILED (422): KIND_UNKNOWN, ALWAYS_IN_APP.""")
    Answer<NotificationDefaults> changeNotificationDefaults(
            @Parameter(hidden = true) Actor actor, @Valid @RequestBody NotificationDefaultsChange body) {
        return Answer.of(defaults(preferences.changeOfCompany(actor, body.version(), body.choices())));
    }

    private NotificationSettings view(Actor actor, Preference own) {
        var company = preferences.ofCompany(actor.tenant());
        return new NotificationSettings(
                kinds.all().stream()
                        .map(kind -> KindChoice.of(
                                kind, company.channels(kind), own.choices().get(kind.key())))
                        .toList(),
                own.quietHours(),
                own.digest(),
                preferences.zone(actor.tenant(), actor.user()).getId(),
                mails.isAvailable(),
                own.version());
    }

    private NotificationDefaults defaults(Preference.OfCompany company) {
        return new NotificationDefaults(
                kinds.all().stream()
                        .map(kind -> KindChoice.of(
                                kind, kind.usual(), company.choices().get(kind.key())))
                        .toList(),
                mails.isAvailable(),
                company.version());
    }
}

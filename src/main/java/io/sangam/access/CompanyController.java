package io.sangam.access;

import io.sangam.kernel.Actor;
import io.sangam.kernel.Answer;
import io.sangam.kernel.OneLine;
import io.sangam.kernel.SangamException;
import io.sangam.tenancy.Preset;
import io.sangam.tenancy.Tenant;
import io.sangam.tenancy.TenantSettings;
import io.sangam.tenancy.Tenants;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Currency;
import java.util.Locale;
import java.util.Set;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/company")
@Tag(name = "Company", description = "Where the company is, when it works, and how its rules are set")
class CompanyController {

    private static final String SYSTEM = "system";
    private static final int MOST_HOURS = 24 * 14;
    private static final int MOST_DAYS = 3_650;
    private static final int MOST_MINUTES = 60 * 24 * 30;

    private final Tenants tenants;
    private final Access access;
    private final Administration administration;

    CompanyController(Tenants tenants, Access access, Administration administration) {
        this.tenants = tenants;
        this.access = access;
        this.administration = administration;
    }

    /// @param preset what the company started from; it does not change
    record CompanyView(
            String slug,
            String name,
            String timeZone,
            String currency,
            String defaultCountry,
            String locale,
            Preset preset,
            TenantSettings settings,
            int version) {

        static CompanyView of(Tenant tenant) {
            return new CompanyView(
                    tenant.slug(),
                    tenant.name(),
                    tenant.timeZone().getId(),
                    tenant.currency(),
                    tenant.defaultCountry(),
                    tenant.locale(),
                    tenant.preset(),
                    tenant.settings(),
                    tenant.version());
        }
    }

    /// @param timeZone an IANA name, as Asia/Kolkata
    /// @param currency three letters of ISO 4217
    /// @param defaultCountry two letters of ISO 3166: how phone numbers without a country code are read
    record CompanyChange(
            @NotNull Integer version,
            @NotBlank @Size(max = 200) @OneLine String name,
            @NotBlank @Size(max = 60) String timeZone,
            @NotBlank @Size(max = 3) String currency,
            @NotBlank @Size(max = 2) String defaultCountry,
            @NotBlank @Size(max = 35) String locale,
            @NotNull TenantSettings settings) {}

    @GetMapping
    @Operation(summary = "Read the company's settings", description = "Needs read on system.")
    Answer<CompanyView> readCompany(@Parameter(hidden = true) Actor actor) {
        access.require(actor, SYSTEM, Level.READ);
        return Answer.of(CompanyView.of(tenants.current(actor.tenant())));
    }

    @PutMapping
    @Operation(summary = "Change the company's settings", description = """
                    Replaces all of them. `settings`: hours of office time to a first task (R6), minutes of reminders around \
                    a due time (R12), whether a second enquiry reopens (R1), the default pool (R5), \
                    when late work goes to a colleague by itself (R7), whose requests for records are granted at \
                    once (R8), when what nobody touches goes back \
                    to a pool, of whom a second factor is required, and the work calendar: \
                    hours per weekday, null for closed, and holidays, and how long \
                    what happened is kept. In force within five seconds everywhere. Needs write \
                    on system. VERSION_CONFLICT (409); VALIDATION_FAILED (422) with a pointer to each fault.""")
    Answer<CompanyView> changeCompany(@Parameter(hidden = true) Actor actor, @Valid @RequestBody CompanyChange body) {
        access.require(actor, SYSTEM, Level.WRITE);
        var settings = checked(actor, body.settings());
        var zone = zone(body.timeZone());
        var currency = currency(body.currency());
        var country = country(body.defaultCountry());
        var locale = Locales.checked(body.locale());
        return Answer.of(CompanyView.of(tenants.change(
                actor.tenant(),
                body.version(),
                tenant -> new Tenant(
                        tenant.id(),
                        tenant.slug(),
                        body.name().strip(),
                        zone,
                        currency,
                        country,
                        locale,
                        tenant.preset(),
                        settings,
                        tenant.version()))));
    }

    private TenantSettings checked(Actor actor, TenantSettings settings) {
        if (settings.firstTaskDueHours() < 0 || settings.firstTaskDueHours() > MOST_HOURS) {
            throw SangamException.invalid(
                    "settings/firstTaskDueHours", "VALUE_OUT_OF_RANGE", "A first task is due within 0 to 336 hours");
        }
        if (settings.reminders().size() > 10
                || settings.reminders().stream().anyMatch(minutes -> Math.abs(minutes) > MOST_MINUTES)
                || Set.copyOf(settings.reminders()).size()
                        != settings.reminders().size()) {
            throw SangamException.invalid(
                    "settings/reminders",
                    "VALUE_OUT_OF_RANGE",
                    "At most 10 different reminders, each within 30 days of the due time");
        }
        if (settings.assignment().maxOpen() < 0) {
            throw SangamException.invalid(
                    "settings/assignment/maxOpen", "VALUE_OUT_OF_RANGE", "A limit is 1 or more; 0 means none");
        }
        if (administration.roles(actor.tenant()).stream()
                .noneMatch(role -> role.key().equals(settings.assignment().role()))) {
            throw SangamException.invalid("settings/assignment/role", "ROLE_UNKNOWN", "There is no such role");
        }
        var late = settings.reassignment();
        if (isOutside(late.afterMinutes(), 0, MOST_MINUTES)) {
            throw SangamException.invalid(
                    "settings/reassignment/afterMinutes", "VALUE_OUT_OF_RANGE", "Work is late within 30 days");
        }
        if (isOutside(late.dueDays(), 0, 30)) {
            throw SangamException.invalid(
                    "settings/reassignment/dueDays", "VALUE_OUT_OF_RANGE", "Whoever gets late work has 0 to 30 days");
        }
        var pool = settings.recycling();
        if (isOutside(pool.idleDays(), 7, 365)) {
            throw SangamException.invalid(
                    "settings/recycling/idleDays", "VALUE_OUT_OF_RANGE", "A record is idle after 7 to 365 days");
        }
        if (isOutside(pool.coolDownDays(), 0, 365)) {
            throw SangamException.invalid(
                    "settings/recycling/coolDownDays", "VALUE_OUT_OF_RANGE", "Nobody waits longer than 365 days");
        }
        if (isOutside(pool.takesPerDay(), 1, 500)) {
            throw SangamException.invalid(
                    "settings/recycling/takesPerDay", "VALUE_OUT_OF_RANGE", "Somebody takes 1 to 500 a day");
        }
        var kept = settings.retention();
        if (isBetween(kept.history(), 1, 29) || isOutside(kept.history(), 0, MOST_DAYS)) {
            throw SangamException.invalid(
                    "settings/retention/history", "VALUE_OUT_OF_RANGE", "History is kept 30 days or more; 0 for good");
        }
        if (isBetween(kept.securityEvents(), 1, 89) || isOutside(kept.securityEvents(), 0, MOST_DAYS)) {
            throw SangamException.invalid(
                    "settings/retention/securityEvents",
                    "VALUE_OUT_OF_RANGE",
                    "Security events are kept 90 days or more; 0 for good");
        }
        if (isOutside(kept.notifications(), 7, MOST_DAYS)) {
            throw SangamException.invalid(
                    "settings/retention/notifications", "VALUE_OUT_OF_RANGE", "Notifications are kept 7 days or more");
        }
        if (isOutside(kept.messages(), 1, 90)) {
            throw SangamException.invalid(
                    "settings/retention/messages", "VALUE_OUT_OF_RANGE", "Messages are kept 1 to 90 days");
        }
        var factor = settings.secondFactor();
        if (factor.required() == TenantSettings.FactorRule.ROLES
                && factor.roles().isEmpty()) {
            throw SangamException.invalid("settings/secondFactor/roles", "VALUE_REQUIRED", "Choose at least one role");
        }
        var known = administration.roles(actor.tenant()).stream().map(Role::key).toList();
        if (!known.containsAll(factor.roles())) {
            throw SangamException.invalid("settings/secondFactor/roles", "ROLE_UNKNOWN", "There is no such role");
        }
        if (!known.containsAll(settings.requests().approvedRoles())) {
            throw SangamException.invalid("settings/requests/approvedRoles", "ROLE_UNKNOWN", "There is no such role");
        }
        if (!known.containsAll(pool.roles())) {
            throw SangamException.invalid("settings/recycling/roles", "ROLE_UNKNOWN", "There is no such role");
        }
        if (settings.calendar().holidays().size() > 500) {
            throw SangamException.invalid("settings/calendar/holidays", "SIZE", "At most 500 holidays");
        }
        return settings;
    }

    private static boolean isBetween(int value, int least, int most) {
        return value >= least && value <= most;
    }

    private static boolean isOutside(int value, int least, int most) {
        return !isBetween(value, least, most);
    }

    private static ZoneId zone(String text) {
        try {
            return ZoneId.of(text);
        } catch (DateTimeException _) {
            throw SangamException.invalid("timeZone", "VALUE_INVALID", "There is no time zone " + text);
        }
    }

    private static String currency(String text) {
        try {
            return Currency.getInstance(text).getCurrencyCode();
        } catch (IllegalArgumentException _) {
            throw SangamException.invalid("currency", "VALUE_INVALID", "There is no currency " + text);
        }
    }

    private static String country(String text) {
        if (!Set.of(Locale.getISOCountries()).contains(text)) {
            throw SangamException.invalid("defaultCountry", "VALUE_INVALID", "There is no country " + text);
        }
        return text;
    }
}

package io.sangam.setup;

import io.sangam.kernel.SangamException;
import io.sangam.tenancy.Preset;
import io.sangam.tenancy.Tenants;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.boot.ApplicationArguments;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.CannotCreateTransactionException;

/// `sangam.command=tenant`: a new company with its first administrator.
@Component
class TenantCommand {

    static final String NAME = "tenant";

    private static final Set<String> OPTIONS =
            Set.of("slug", "name", "admin-email", "preset", "time-zone", "currency", "country");

    /// What the operator wrote can't be carried out; the message tells him why.
    static final class Refused extends Exception {

        Refused(String message) {
            super(message);
        }
    }

    private final Provisioning provisioning;

    TenantCommand(Provisioning provisioning) {
        this.provisioning = provisioning;
    }

    String run(ApplicationArguments arguments) throws Refused {
        var order = order(arguments);
        try {
            return describe(provisioning.create(order, needed(arguments, "admin-email")));
        } catch (SangamException refusal) {
            throw new Refused(String.valueOf(refusal.getMessage()));
        } catch (DataAccessException | CannotCreateTransactionException _) {
            throw new Refused("The database does not answer; nothing was made");
        }
    }

    static String describe(Provisioning.Company company) {
        return """
                The company %s is ready to be signed in to:
                  company    %s
                  e-mail     %s
                  password   %s   (for the first sign-in, which asks for a new one; it is not shown again)""".formatted(
                company.tenant().name(), company.tenant().slug(), company.administrator(), company.oneTimePassword());
    }

    private static Tenants.NewTenant order(ApplicationArguments arguments) throws Refused {
        // An option with a dot is one of Spring's or Sangam's own settings.
        for (var option : arguments.getOptionNames()) {
            if (!option.contains(".") && !OPTIONS.contains(option)) {
                throw new Refused("The command tenant does not know --" + option);
            }
        }
        if (!arguments.getNonOptionArgs().isEmpty()) {
            throw new Refused("The command tenant does not know "
                    + arguments.getNonOptionArgs().getFirst());
        }
        return new Tenants.NewTenant(
                needed(arguments, "slug"),
                name(arguments),
                zone(given(arguments, "time-zone", "Asia/Kolkata")),
                currency(given(arguments, "currency", "INR")),
                country(given(arguments, "country", "IN")),
                "en",
                preset(given(arguments, "preset", Preset.SIMPLE.key())));
    }

    private static String needed(ApplicationArguments arguments, String option) throws Refused {
        var value = given(arguments, option, "");
        if (value.isBlank()) {
            throw new Refused("The command tenant needs --" + option);
        }
        return value;
    }

    private static String given(ApplicationArguments arguments, String option, String otherwise) throws Refused {
        var values = arguments.getOptionValues(option);
        if (values == null) {
            return otherwise;
        }
        if (values.size() != 1 || values.getFirst().isBlank()) {
            throw new Refused("Give --" + option + " once, with a value");
        }
        return values.getFirst().strip();
    }

    private static String name(ApplicationArguments arguments) throws Refused {
        var name = needed(arguments, "name");
        if (name.length() > 200 || name.chars().anyMatch(Character::isISOControl)) {
            throw new Refused("A company's name is one line of at most 200 characters");
        }
        return name;
    }

    private static ZoneId zone(String name) throws Refused {
        try {
            return ZoneId.of(name);
        } catch (DateTimeException _) {
            throw new Refused("There is no time zone " + name + "; write it like Asia/Kolkata");
        }
    }

    private static String currency(String code) throws Refused {
        try {
            return Currency.getInstance(code.toUpperCase(Locale.ROOT)).getCurrencyCode();
        } catch (IllegalArgumentException _) {
            throw new Refused("There is no currency " + code + "; write it like INR");
        }
    }

    private static String country(String code) throws Refused {
        var country = code.toUpperCase(Locale.ROOT);
        if (!List.of(Locale.getISOCountries()).contains(country)) {
            throw new Refused("There is no country " + code + "; write it like IN");
        }
        return country;
    }

    private static Preset preset(String key) throws Refused {
        return Arrays.stream(Preset.values())
                .filter(preset -> preset.key().equals(key))
                .findFirst()
                .orElseThrow(() -> new Refused("There is no preset " + key + "; choose "
                        + Arrays.stream(Preset.values()).map(Preset::key).collect(Collectors.joining(", "))));
    }
}

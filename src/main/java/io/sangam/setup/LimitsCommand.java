package io.sangam.setup;

import io.sangam.limits.Allowance;
import io.sangam.limits.Allowances;
import io.sangam.tenancy.TenantScope;
import io.sangam.tenancy.Tenants;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.boot.ApplicationArguments;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.CannotCreateTransactionException;

/// `sangam.command=limits`: what one company may ask for in a minute.
@Component
class LimitsCommand {

    static final String NAME = "limits";

    private static final String SLUG = "slug";
    private static final String AS_SET = "default";

    private final Tenants tenants;
    private final Allowances allowances;

    LimitsCommand(Tenants tenants, Allowances allowances) {
        this.tenants = tenants;
        this.allowances = allowances;
    }

    String run(ApplicationArguments arguments) throws TenantCommand.Refused {
        var slug = value(arguments, SLUG);
        var changes = changes(arguments);
        try {
            var tenant = tenants.activeBySlug(slug)
                    .orElseThrow(() -> new TenantCommand.Refused("There is no company " + slug));
            return TenantScope.call(tenant, () -> {
                allowances.change(tenant, changes);
                return "A minute of the company " + slug + ":\n"
                        + allowances.of(tenant).entrySet().stream()
                                .map(each ->
                                        "  %-11s %,7d".formatted(each.getKey().key(), each.getValue()))
                                .collect(Collectors.joining("\n"));
            });
        } catch (DataAccessException | CannotCreateTransactionException _) {
            throw new TenantCommand.Refused("The database does not answer; nothing was changed");
        }
    }

    private static Map<Allowance, Optional<Integer>> changes(ApplicationArguments arguments)
            throws TenantCommand.Refused {
        var changes = new EnumMap<Allowance, Optional<Integer>>(Allowance.class);
        for (var option : arguments.getOptionNames()) {
            // An option with a dot is one of Spring's or Sangam's own settings.
            if (option.contains(".") || option.equals(SLUG)) {
                continue;
            }
            var kind = Allowance.of(option)
                    .filter(Allowance::isTenants)
                    .orElseThrow(() -> new TenantCommand.Refused("The command limits does not know --" + option
                            + "; it knows "
                            + Arrays.stream(Allowance.values())
                                    .filter(Allowance::isTenants)
                                    .map(each -> "--" + each.key())
                                    .collect(Collectors.joining(", "))));
            changes.put(kind, perMinute(option, value(arguments, option)));
        }
        return changes;
    }

    private static Optional<Integer> perMinute(String option, String text) throws TenantCommand.Refused {
        if (text.equals(AS_SET)) {
            return Optional.empty();
        }
        if (!text.matches("[1-9]\\d{0,6}")) {
            throw new TenantCommand.Refused("--" + option + " is a number up to 9999999, or " + AS_SET);
        }
        return Optional.of(Integer.parseInt(text));
    }

    private static String value(ApplicationArguments arguments, String option) throws TenantCommand.Refused {
        var values = arguments.getOptionValues(option);
        if (values == null || values.size() != 1 || values.getFirst().isBlank()) {
            throw new TenantCommand.Refused("Give --" + option + " once, with a value");
        }
        return values.getFirst().strip();
    }
}

package io.sangam.setup;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.stereotype.Component;

/// Carries out the command the process was started for, and ends it: 0 when it is done, 1 when it is refused.
@Component
@ConditionalOnProperty(CommandMode.PROPERTY)
class OperatorCommands implements ApplicationRunner {

    private final ConfigurableApplicationContext context;
    private final TenantCommand tenant;
    private final LimitsCommand limits;
    private final String command;

    OperatorCommands(
            ConfigurableApplicationContext context,
            TenantCommand tenant,
            LimitsCommand limits,
            @Value("${" + CommandMode.PROPERTY + "}") String command) {
        this.context = context;
        this.tenant = tenant;
        this.limits = limits;
        this.command = command;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        var code = carryOut(arguments);
        System.exit(SpringApplication.exit(context, () -> code));
    }

    private int carryOut(ApplicationArguments arguments) {
        try {
            Console.say(
                    switch (command) {
                        case TenantCommand.NAME -> tenant.run(arguments);
                        case LimitsCommand.NAME -> limits.run(arguments);
                        default ->
                            throw new TenantCommand.Refused(
                                    "There is no command " + command + "; there are: tenant, limits");
                    });
            return 0;
        } catch (TenantCommand.Refused refusal) {
            Console.refuse("Refused: " + refusal.getMessage());
            return 1;
        }
    }
}

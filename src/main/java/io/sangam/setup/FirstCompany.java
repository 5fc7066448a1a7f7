package io.sangam.setup;

import io.sangam.kernel.SangamException;
import io.sangam.tenancy.Preset;
import io.sangam.tenancy.TenancyError;
import io.sangam.tenancy.Tenants;
import java.time.ZoneId;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/// Lets the first person in: an installation without any company, that is not asked for the sample ones, makes `main`.
@Component
@Order(100)
class FirstCompany implements ApplicationRunner {

    static final String SLUG = "main";
    static final String ADMINISTRATOR = "admin@example.com";

    private final Provisioning provisioning;
    private final Tenants tenants;
    private final boolean wanted;

    FirstCompany(
            Provisioning provisioning,
            Tenants tenants,
            SetupSettings settings,
            @Value("${sangam.sample:false}") boolean sample) {
        this.provisioning = provisioning;
        this.tenants = tenants;
        this.wanted = settings.firstCompany() && !sample;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        if (wanted && tenants.active().isEmpty()) {
            var order = new Tenants.NewTenant(SLUG, "My company", zone(), "INR", "IN", "en", Preset.SIMPLE);
            try {
                Console.say(TenantCommand.describe(provisioning.create(order, ADMINISTRATOR)));
            } catch (SangamException e) {
                if (e.code() != TenancyError.TENANT_SLUG_TAKEN) {
                    throw e;
                }
                Console.say("Another process that started at the same moment made the first company");
            }
        }
    }

    /// The machine's, unless that is a bare offset: due times follow the region's summer time.
    private static ZoneId zone() {
        var here = ZoneId.systemDefault();
        return ZoneId.getAvailableZoneIds().contains(here.getId()) ? here : ZoneId.of("UTC");
    }
}

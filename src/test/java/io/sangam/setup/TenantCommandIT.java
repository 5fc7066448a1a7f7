package io.sangam.setup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sangam.TestApi;
import io.sangam.kernel.Ids;
import io.sangam.tenancy.Tenants;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.DefaultApplicationArguments;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestConstructor;

@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
class TenantCommandIT {

    private final TenantCommand command;
    private final Tenants tenants;

    @LocalServerPort
    private int port;

    TenantCommandIT(TenantCommand command, Tenants tenants) {
        this.command = command;
        this.tenants = tenants;
    }

    @Test
    void makesACompanyWhoseAdministratorMustChooseAPassword() throws TenantCommand.Refused {
        var slug = freeSlug();

        var told = run("--slug=" + slug, "--name=Ganges Traders", "--admin-email=asha@example.org");
        var password = told.replaceAll("(?s).*password +(\\S+).*", "$1");
        var signedIn = new TestApi(port)
                .post("/auth/login", Map.of("tenant", slug, "email", "asha@example.org", "password", password));

        assertThat(told).contains(slug, "asha@example.org", "Ganges Traders");
        assertThat(signedIn.status()).isEqualTo(200);
        assertThat(signedIn.data().path("mustChangePassword").asBoolean()).isTrue();
    }

    @Test
    void refusesAShortNameThatIsTaken() throws TenantCommand.Refused {
        var slug = freeSlug();
        run("--slug=" + slug, "--name=First", "--admin-email=asha@example.org");

        assertThatThrownBy(() -> run("--slug=" + slug, "--name=Second", "--admin-email=ravi@example.org"))
                .isInstanceOf(TenantCommand.Refused.class)
                .hasMessageContaining(slug);
    }

    @Test
    void leavesNothingBehindWhenTheAdministratorIsRefused() {
        var slug = freeSlug();

        assertThatThrownBy(() -> run("--slug=" + slug, "--name=First", "--admin-email=nobody"))
                .isInstanceOf(TenantCommand.Refused.class);

        assertThat(tenants.activeBySlug(slug)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "--preset=enterprise, partner_sales",
        "--time-zone=Mars/Base, time zone",
        "--currency=XQQ, currency",
        "--country=ZZ, country",
        "--colour=red, --colour",
        "--preset=, --preset",
        "--slug=Other, once"
    })
    void saysWhatIsWrongWithAnOption(String option, String hint) {
        assertThatThrownBy(() -> run("--slug=" + freeSlug(), "--name=First", "--admin-email=asha@example.org", option))
                .isInstanceOf(TenantCommand.Refused.class)
                .hasMessageContaining(hint);
    }

    private String run(String... arguments) throws TenantCommand.Refused {
        return command.run(new DefaultApplicationArguments(Stream.of(arguments).toArray(String[]::new)));
    }

    private static String freeSlug() {
        return "s" + Long.toString(Ids.next().getLeastSignificantBits() >>> 4, 36);
    }
}

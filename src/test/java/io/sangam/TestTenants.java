package io.sangam;

import io.sangam.access.Administration;
import io.sangam.access.Role;
import io.sangam.identity.Device;
import io.sangam.identity.Entry;
import io.sangam.identity.SignIn;
import io.sangam.identity.Tokens;
import io.sangam.identity.UserAccounts;
import io.sangam.kernel.Actor;
import io.sangam.kernel.Ids;
import io.sangam.kernel.TenantId;
import io.sangam.tenancy.Preset;
import io.sangam.tenancy.TenantScope;
import io.sangam.tenancy.Tenants;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/// Companies for tests, each new and empty: `var acme = tenants.create(Preset.SIMPLE)`, then `acme.actor("SALES")`.
@Component
public class TestTenants {

    public static final String PASSWORD = "seven quiet herons";

    private final Tenants tenants;
    private final Administration administration;
    private final UserAccounts accounts;
    private final SignIn signIn;

    TestTenants(Tenants tenants, Administration administration, UserAccounts accounts, SignIn signIn) {
        this.tenants = tenants;
        this.administration = administration;
        this.accounts = accounts;
        this.signIn = signIn;
    }

    /// A company in India with one user per role template, each named for his role.
    public TestTenant create(Preset preset) {
        var id = TenantId.next();
        var slug = "t" + Long.toString(Ids.next().getLeastSignificantBits() >>> 4, 36);
        var roles = TenantScope.call(id, () -> {
            tenants.create(
                    id,
                    new Tenants.NewTenant(slug, "Test " + slug, ZoneId.of("Asia/Kolkata"), "INR", "IN", "en", preset));
            return administration.roles(id).stream().map(Role::key).toList();
        });
        return new TestTenant(
                id,
                slug,
                roles.stream().collect(Collectors.toMap(Function.identity(), role -> user(id, role, email(role)))));
    }

    /// One more user, beside those of [#create].
    public Actor user(TenantId tenant, String role, String email) {
        return TenantScope.call(
                tenant,
                () -> new Actor(
                        tenant,
                        administration
                                .createUser(
                                        tenant,
                                        UserAccounts.NewUser.named(
                                                role.charAt(0)
                                                        + role.substring(1).toLowerCase(Locale.ROOT),
                                                email),
                                        List.of(role),
                                        PASSWORD)
                                .id()));
    }

    static String email(String role) {
        return role.toLowerCase(Locale.ROOT) + "@example.com";
    }

    /// @param users by the key of their only role
    public final class TestTenant {

        private final TenantId id;
        private final String slug;
        private final Map<String, Actor> users;

        private TestTenant(TenantId id, String slug, Map<String, Actor> users) {
            this.id = id;
            this.slug = slug;
            this.users = users;
        }

        public TenantId id() {
            return id;
        }

        /// How many people [#create] gave it.
        public int staff() {
            return users.size();
        }

        public String slug() {
            return slug;
        }

        public Actor actor(String role) {
            var actor = users.get(role);
            if (actor == null) {
                throw new IllegalArgumentException("No user of the role " + role);
            }
            return actor;
        }

        public Actor system() {
            return Actor.system(id);
        }

        /// A fresh access token of that role's user.
        public String token(String role) {
            return switch (signIn.login(slug, email(role), PASSWORD, new Device("192.0.2.1", "test", "api"))) {
                case Tokens tokens -> tokens.accessToken();
                case Entry.SecondStep _ -> throw new IllegalStateException(role + " has a second factor");
            };
        }

        /// The value of the Authorization header.
        public String bearer(String role) {
            return "Bearer " + token(role);
        }

        /// Runs work in this tenant's scope, as a request of his would.
        public <T> T in(ScopedValue.CallableOp<T, RuntimeException> work) {
            return TenantScope.call(id, work);
        }

        public void run(Runnable work) {
            TenantScope.run(id, work);
        }
    }
}

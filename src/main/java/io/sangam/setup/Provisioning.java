package io.sangam.setup;

import io.sangam.access.Administration;
import io.sangam.identity.UserAccounts;
import io.sangam.kernel.TenantId;
import io.sangam.tenancy.Tenant;
import io.sangam.tenancy.TenantScope;
import io.sangam.tenancy.Tenants;
import java.util.Objects;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;

/// Makes companies, each with somebody who can sign in and let the others in.
@Service
public class Provisioning {

    private final Tenants tenants;
    private final Administration administration;
    private final TransactionOperations transactions;

    Provisioning(Tenants tenants, Administration administration, TransactionOperations transactions) {
        this.tenants = tenants;
        this.administration = administration;
        this.transactions = transactions;
    }

    /// @param oneTimePassword of the administrator, told once; he chooses his own at the first sign-in
    public record Company(Tenant tenant, String administrator, String oneTimePassword) {}

    /// All or nothing, with the caller outside any [TenantScope].
    public Company create(Tenants.NewTenant order, String administratorEmail) {
        var id = TenantId.next();
        return TenantScope.call(
                id,
                () -> Objects.requireNonNull(transactions.execute(_ -> {
                    var tenant = tenants.create(id, order);
                    var administrator = administration.createAdministrator(
                            id, UserAccounts.NewUser.named("Administrator", administratorEmail));
                    return new Company(tenant, administrator.user().email(), administrator.oneTimePassword());
                })));
    }
}

package io.sangam.tasks;

import io.sangam.access.Administration;
import io.sangam.identity.UserAccounts.NewUser;
import io.sangam.kernel.Actor;
import io.sangam.kernel.Ids;
import io.sangam.kernel.TenantId;
import io.sangam.records.RecordRef;
import io.sangam.tenancy.Preset;
import io.sangam.tenancy.TenantScope;
import io.sangam.tenancy.Tenants;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.jooq.DSLContext;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/// Companies with people and leads for the tests of this module.
@Component
class Office {

    private final Tenants tenants;
    private final Administration administration;
    private final TransactionOperations transaction;
    private final DSLContext db;

    Office(Tenants tenants, Administration administration, TransactionOperations transaction, DSLContext db) {
        this.tenants = tenants;
        this.administration = administration;
        this.transaction = transaction;
        this.db = db;
    }

    TenantId company() {
        var id = TenantId.next();
        TenantScope.run(
                id,
                () -> tenants.create(
                        id,
                        new Tenants.NewTenant(
                                "t" + id.value().toString().substring(24),
                                "Sample Office",
                                ZoneId.of("Asia/Kolkata"),
                                "INR",
                                "IN",
                                "en-IN",
                                Preset.SIMPLE)));
        return id;
    }

    Actor person(TenantId tenant, String name, String role) {
        var order = NewUser.named(name, name.toLowerCase(java.util.Locale.ROOT) + "@example.com");
        var user = TenantScope.call(
                tenant, () -> administration.createUser(tenant, order, List.of(role), "a long sample passphrase"));
        return new Actor(tenant, user.id());
    }

    RecordRef leadOf(Actor owner) {
        var id = Ids.next();
        inTransaction(
                owner.tenant(),
                () -> db.execute(
                        """
                        insert into leads.lead (tenant_id, id, number, title, pipeline_id, status, status_since, source,
                            owner_id, created_at, created_by, updated_at, updated_by)
                        values ({0}, {1}, {2}, 'Kiran Traders', {1}, 'new', now(), 'website', {3}, now(), {3}, now(), {3})
                        """,
                        id(owner.tenant().value()),
                        id(id),
                        text("L-" + id),
                        id(owner.user().value())));
        return new RecordRef("lead", id);
    }

    RecordRef ticketOf(Actor owner) {
        var id = Ids.next();
        inTransaction(
                owner.tenant(),
                () -> db.execute(
                        """
                        insert into tickets.ticket (tenant_id, id, number, title, pipeline_id, status, status_since, priority,
                            type, department, source, owner_id, created_at, created_by, updated_at, updated_by)
                        values ({0}, {1}, {2}, 'The scanner is silent', {1}, 'open', now(), 'normal', 'bug', 'development',
                            'web', {3}, now(), {3}, now(), {3})
                        """,
                        id(owner.tenant().value()),
                        id(id),
                        text("T-" + id),
                        id(owner.user().value())));
        return new RecordRef("ticket", id);
    }

    <T> T inTransaction(TenantId tenant, Supplier<T> work) {
        return TenantScope.call(tenant, () -> transaction.execute(_ -> work.get()));
    }

    private static org.jooq.Param<UUID> id(UUID id) {
        return org.jooq.impl.DSL.val(id);
    }

    private static org.jooq.Param<String> text(String text) {
        return org.jooq.impl.DSL.val(text);
    }
}

package io.sangam.tenancy;

import io.sangam.kernel.KernelError;
import io.sangam.kernel.SangamException;
import io.sangam.kernel.TenantId;
import java.time.Clock;
import java.time.Instant;
import java.time.Year;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/// The companies of this installation, their settings, and their human-readable numbers.
@Service
@Transactional
public class Tenants {

    private static final Pattern SLUG = Pattern.compile("[a-z0-9](-?[a-z0-9]){1,39}");

    private final TenantRepository repository;
    private final Numbers numbers;
    private final Clock clock;
    /// Read on every request that formats or parses.
    private final TenantCache<Tenant> cache;

    private final ObjectProvider<TenantSeed> seeds;

    Tenants(
            TenantRepository repository,
            Numbers numbers,
            ObjectProvider<TenantSeed> seeds,
            PlatformTransactionManager transactions,
            Clock clock) {
        this.repository = repository;
        this.numbers = numbers;
        this.seeds = seeds;
        this.cache = new TenantCache<>(transactions, id -> repository.find(id).orElseThrow(SangamException::notFound));
        this.clock = clock;
    }

    public record NewTenant(
            String slug,
            String name,
            ZoneId timeZone,
            String currency,
            String defaultCountry,
            String locale,
            Preset preset) {}

    /// Must run inside a [TenantScope] of the given id: the new row is already guarded by row security.
    public Tenant create(TenantId id, NewTenant order) {
        if (!SLUG.matcher(order.slug()).matches()) {
            throw new SangamException(
                    TenancyError.TENANT_SLUG_INVALID,
                    "A company's short name has 2 to 40 small letters, digits and single hyphens");
        }
        var tenant = new Tenant(
                id,
                order.slug(),
                order.name(),
                order.timeZone(),
                order.currency(),
                order.defaultCountry(),
                order.locale(),
                order.preset(),
                TenantSettings.DEFAULTS,
                0);
        try {
            repository.insert(tenant, clock.instant());
        } catch (DuplicateKeyException _) {
            throw new SangamException(TenancyError.TENANT_SLUG_TAKEN, "There is already a company " + order.slug());
        }
        seeds.orderedStream().forEach(seed -> seed.seed(tenant));
        return tenant;
    }

    @Transactional(readOnly = true, propagation = Propagation.SUPPORTS)
    public Optional<TenantId> activeBySlug(String slug) {
        return repository.activeBySlug(slug);
    }

    @Transactional(readOnly = true, propagation = Propagation.SUPPORTS)
    public List<TenantId> active() {
        return repository.active();
    }

    @Transactional(readOnly = true, propagation = Propagation.SUPPORTS)
    public boolean isActive(TenantId tenant) {
        return repository.isActive(tenant);
    }

    /// Applies `step` to the company as it is now, unless it changed since `version`.
    public Tenant change(TenantId id, int version, UnaryOperator<Tenant> step) {
        var before = repository.find(id).orElseThrow(SangamException::notFound);
        if (before.version() != version || !repository.update(step.apply(before), clock.instant())) {
            throw new SangamException(KernelError.VERSION_CONFLICT, "The settings changed meanwhile");
        }
        cache.changed(id);
        return repository.find(id).orElseThrow(SangamException::notFound);
    }

    /// Straight from the database, for whoever is about to change it.
    @Transactional(readOnly = true)
    public Tenant current(TenantId id) {
        return repository.find(id).orElseThrow(SangamException::notFound);
    }

    /// The tenant of the current [TenantScope]; may be up to five seconds old.
    @Transactional(readOnly = true, propagation = Propagation.SUPPORTS)
    public Tenant get(TenantId id) {
        return cache.get(id);
    }

    /// The next human-readable number, such as LEAD-2026-00001, in the year of the tenant's own calendar (core rule 6).
    public String nextNumber(TenantId tenant, String prefix) {
        var year = yearOf(tenant, clock.instant());
        return number(prefix, year, numbers.next(tenant, sequence(prefix, year)));
    }

    /// Several in a row, of the year `at` lies in.
    public List<String> nextNumbers(TenantId tenant, String prefix, Instant at, int count) {
        var year = yearOf(tenant, at);
        var last = numbers.lastOf(tenant, sequence(prefix, year), count);
        return LongStream.rangeClosed(last - count + 1, last)
                .mapToObj(number -> number(prefix, year, number))
                .toList();
    }

    private Year yearOf(TenantId tenant, Instant at) {
        return Year.from(at.atZone(get(tenant).timeZone()));
    }

    private static String sequence(String prefix, Year year) {
        return prefix + "-" + year;
    }

    private static String number(String prefix, Year year, long number) {
        return "%s-%s-%05d".formatted(prefix, year, number);
    }
}

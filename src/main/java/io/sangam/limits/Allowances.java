package io.sangam.limits;

import io.sangam.kernel.TenantId;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// What the operator gives one company instead of the installation's settings. Within five seconds everywhere.
@Service
@Transactional
public class Allowances {

    private final AllowanceRepository repository;
    private final Pacing pacing;
    private final LimitSettings settings;
    private final Headcount people;

    Allowances(AllowanceRepository repository, Pacing pacing, LimitSettings settings, Headcount people) {
        this.repository = repository;
        this.pacing = pacing;
        this.settings = settings;
        this.people = people;
    }

    /// @param changes empty: as the settings have it again
    public void change(TenantId tenant, Map<Allowance, Optional<Integer>> changes) {
        changes.forEach((kind, perMinute) -> perMinute.ifPresentOrElse(
                most -> repository.put(tenant, kind, most), () -> repository.remove(tenant, kind)));
        pacing.changed(tenant);
    }

    /// What holds for the company, its own or by the settings.
    @Transactional(readOnly = true)
    public Map<Allowance, Integer> of(TenantId tenant) {
        var all = new EnumMap<Allowance, Integer>(Allowance.class);
        for (var kind : Allowance.values()) {
            if (kind.isTenants()) {
                all.put(kind, kind.in(settings, () -> people.of(tenant)));
            }
        }
        all.putAll(repository.of(tenant));
        return all;
    }
}

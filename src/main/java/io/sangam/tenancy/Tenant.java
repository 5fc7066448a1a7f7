package io.sangam.tenancy;

import io.sangam.kernel.TenantId;
import java.time.ZoneId;

/// One company: where it is, what it calculates in, which preset it started from.
public record Tenant(
        TenantId id,
        String slug,
        String name,
        ZoneId timeZone,
        String currency,
        String defaultCountry,
        String locale,
        Preset preset,
        TenantSettings settings,
        int version) {

    public Tenant with(TenantSettings other) {
        return new Tenant(id, slug, name, timeZone, currency, defaultCountry, locale, preset, other, version);
    }
}

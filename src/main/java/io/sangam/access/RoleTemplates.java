package io.sangam.access;

import io.sangam.kernel.Ids;
import io.sangam.kernel.UserId;
import io.sangam.tenancy.Tenant;
import io.sangam.tenancy.TenantSeed;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.util.function.SingletonSupplier;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// The roles a new tenant starts with (spec, section 7): `role-templates.json`.
@Component
@Order(100)
class RoleTemplates implements TenantSeed {

    record Template(String key, String name, Definition definition) {}

    private final RoleRepository repository;
    private final Clock clock;
    /// Read for the first who asks, not at each start.
    private final SingletonSupplier<List<Template>> templates;

    RoleTemplates(RoleRepository repository, Clock clock, JsonMapper json) {
        this.repository = repository;
        this.clock = clock;
        this.templates = SingletonSupplier.of(() -> read(json));
    }

    static List<Template> read(JsonMapper json) {
        try (InputStream file =
                Objects.requireNonNull(RoleTemplates.class.getResourceAsStream("role-templates.json"))) {
            List<Template> templates = json.readValue(file, new TypeReference<>() {});
            templates.forEach(template -> Catalog.checked(template.definition()));
            return templates;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<Template> all() {
        return templates.obtain();
    }

    @Override
    public void seed(Tenant tenant) {
        for (var template : all()) {
            repository.insert(
                    tenant.id(),
                    new Role(Ids.next(), template.key(), template.name(), template.key(), template.definition(), 0),
                    UserId.SYSTEM,
                    clock.instant());
        }
    }
}

package io.sangam.accounts;

import io.sangam.events.Subscriber;
import io.sangam.identity.TerritoriesChanged;
import io.sangam.identity.Users;
import org.springframework.stereotype.Component;

/// Contacts lie where their account lies, also when the map of territories changes.
@Component
class ContactTerritories implements Subscriber<TerritoriesChanged> {

    private final AccountRepository repository;
    private final Users users;

    ContactTerritories(AccountRepository repository, Users users) {
        this.repository = repository;
        this.users = users;
    }

    @Override
    public String name() {
        return "contact-territories";
    }

    @Override
    public Class<TerritoriesChanged> events() {
        return TerritoriesChanged.class;
    }

    @Override
    public void handle(TerritoriesChanged event) {
        var tenant = event.actor().tenant();
        for (var city : event.cities()) {
            repository.move(tenant, city, users.territoryOf(tenant, city).orElse(null));
        }
    }
}

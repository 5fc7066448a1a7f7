package io.sangam.deals;

import io.sangam.accounts.Customers;
import io.sangam.identity.User;
import io.sangam.identity.Users;
import io.sangam.kernel.Actor;
import io.sangam.kernel.UserId;
import io.sangam.records.ContactPoint;
import io.sangam.records.ContactPoints;
import io.sangam.records.ObjectTypes;
import io.sangam.records.RecordState;
import io.sangam.records.Records;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// R25: winning a deal makes its account a customer whose onboarding is to begin.
///
/// It happens by the system, as the effects of a status do, in the transaction and change set of the move: whoever wins
/// a deal need not be allowed to write accounts, and undoing the move undoes it. Taking the deal up again does not.
@Component
class Wins {

    private static final String LEAD = "lead";

    private final Customers customers;
    private final ContactPoints contactPoints;
    private final ObjectTypes types;
    private final Records records;
    private final Users users;

    Wins(Customers customers, ContactPoints contactPoints, ObjectTypes types, Records records, Users users) {
        this.customers = customers;
        this.contactPoints = contactPoints;
        this.types = types;
        this.records = records;
        this.users = users;
    }

    /// @param values what the move writes; gets the account of a deal that had none
    void complete(Actor actor, RecordState deal, Map<String, @Nullable Object> values) {
        var system = Actor.system(actor.tenant());
        var contact = there(system, Customers.CONTACT, deal, values);
        var lead = there(system, LEAD, deal, values);
        var account = there(system, Customers.ACCOUNT, deal, values)
                .map(RecordState::id)
                .or(() -> contact.flatMap(person -> Optional.ofNullable((UUID) person.value(Customers.ACCOUNT)))
                        .filter(id -> exists(system, Customers.ACCOUNT, id)))
                .or(() -> lead.flatMap(who -> customers.accountReachedBy(system, points(system, who)))
                        .map(RecordState::id))
                .orElseGet(() -> begin(system, deal, contact, lead));
        values.put(Customers.ACCOUNT, account);
        contact.ifPresent(person -> customers.belongsTo(system, person.id(), account));
        customers.won(system, account);
    }

    /// What the deal refers to, unless it is in the trash.
    private Optional<RecordState> there(
            Actor system, String object, RecordState deal, Map<String, @Nullable Object> values) {
        var id = values.containsKey(object) ? values.get(object) : deal.value(object);
        return id == null ? Optional.empty() : records.load(system, types.get(object), (UUID) id, false);
    }

    private boolean exists(Actor system, String object, UUID id) {
        return records.isReadable(system, types.get(object), id);
    }

    private List<ContactPoint> points(Actor system, RecordState lead) {
        return contactPoints.of(system, lead.type(), lead.id());
    }

    /// A new account, called as whoever buys is called.
    private UUID begin(Actor system, RecordState deal, Optional<RecordState> contact, Optional<RecordState> lead) {
        var firm = lead.map(who -> who.text("company")).filter(name -> !name.isBlank());
        var person = contact.or(() -> lead).map(RecordState::title).filter(name -> !name.isBlank());
        var name = firm.or(() -> person).orElseGet(deal::title);
        var type = firm.isEmpty() && person.isPresent() ? "person" : "company";
        var owner = Optional.ofNullable(deal.user("owner")).filter(user -> isActive(system, user));
        var free = lead.map(who -> points(system, who))
                .filter(points -> contactPoints
                        .holding(
                                system.tenant(),
                                types.get(Customers.ACCOUNT),
                                points.stream().map(ContactPoint::matchKey).toList())
                        .isEmpty())
                .orElse(List.of());
        return customers
                .newAccount(system, Map.of("name", name, "type", type), free, owner)
                .id();
    }

    private boolean isActive(Actor system, UserId user) {
        return users.find(system.tenant(), user).filter(User::active).isPresent();
    }
}

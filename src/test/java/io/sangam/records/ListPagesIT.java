package io.sangam.records;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.sangam.TestApi;
import io.sangam.TestTenants;
import io.sangam.TestTenants.TestTenant;
import io.sangam.access.Share;
import io.sangam.kernel.Actor;
import io.sangam.tenancy.Preset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestConstructor;
import org.springframework.transaction.support.TransactionOperations;

/// A page that was the same twice is kept as it was written, and never shown when it is another by now.
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = "sangam.limits.requests-per-minute=0")
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
class ListPagesIT {

    private final TestTenants tenants;
    private final ListPages pages;
    private final RecordWriter writer;
    private final RecordDesk desk;
    private final ObjectTypes types;
    private final DSLContext db;
    private final TransactionOperations transactions;
    private final TestApi api;
    private final ObjectType lead;
    private final TestTenant acme;
    private final Actor admin;

    ListPagesIT(
            TestTenants tenants,
            ListPages pages,
            RecordWriter writer,
            RecordDesk desk,
            ObjectTypes types,
            DSLContext db,
            TransactionOperations transactions,
            @LocalServerPort int port) {
        this.tenants = tenants;
        this.pages = pages;
        this.writer = writer;
        this.desk = desk;
        this.types = types;
        this.db = db;
        this.transactions = transactions;
        this.api = new TestApi(port);
        this.lead = types.get("lead");
        this.acme = tenants.create(Preset.PARTNER_SALES);
        this.admin = acme.actor("ADMIN");
    }

    @Test
    void isTheSameOnceItWasTheSameTwice() {
        stored("Asha", Map.of());

        var first = page(admin);
        var second = page(admin);
        var third = page(admin);

        assertThat(third).isSameAs(second).isNotSameAs(first).isEqualTo(first);
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> third.rows().getFirst().put("title", "Another"));
    }

    @Test
    void isAnsweredAsItWouldBeWrittenAnew() {
        stored("Zoë \"Ünal\" \\ 東京 🦚", Map.of("tags", List.of("a", "b"), "phone", "+14155550123"));
        stored("Ravi", Map.of());
        var list = api.as(acme.token("ADMIN"));

        for (var path : List.of("/leads", "/leads?limit=1", "/leads?fields=title,tags,phone,owner&sort=title")) {
            var first = list.get(path);
            list.get(path);

            assertThat(list.get(path).body()).isEqualTo(first.body());
            assertThat(first.data().size()).isPositive();
        }
    }

    @Test
    void showsWhateverHasChanged() {
        var asha = stored("Asha", Map.of());
        kept(admin);

        acme.run(() -> writer.update(admin, lead, asha.id(), 0, Map.of("title", "Asha Rao")));
        assertThat(titles(kept(admin))).containsExactly("Asha Rao");

        stored("Ravi", Map.of());
        assertThat(titles(kept(admin))).containsExactly("Ravi", "Asha Rao");

        acme.run(() -> writer.delete(admin, lead, asha.id(), 1));
        assertThat(titles(kept(admin))).containsExactly("Ravi");

        acme.run(() -> writer.restore(admin, lead, asha.id()));
        assertThat(titles(kept(admin))).containsExactly("Ravi", "Asha Rao");
    }

    /// Whoever did it and however: the version need not go up.
    @Test
    void showsWhatChangedBehindTheVersionsBack() {
        var asha = stored("Asha", Map.of());
        kept(admin);

        acme.run(() -> transactions.executeWithoutResult(
                _ -> db.execute("update leads.lead set title = 'Changed' where id = ?", asha.id())));

        assertThat(titles(kept(admin))).containsExactly("Changed");
    }

    @Test
    void callsPeopleByTheNamesTheyHave() {
        stored("Asha", Map.of("owner", acme.actor("SALES").user()));
        assertThat(owner(kept(admin))).isEqualTo("Sales");

        assertThat(api.as(acme.token("ADMIN"))
                        .patch("/users/" + acme.actor("SALES").user(), Map.of("version", 0, "name", "Meera Iyer"))
                        .status())
                .isEqualTo(200);

        assertThat(owner(kept(admin))).isEqualTo("Meera Iyer");
    }

    @Test
    void callsRecordsByTheNamesTheyHave() {
        var owner = api.as(acme.token("ADMIN"));
        var account = owner.post("/accounts", Map.of("name", "Kiran Traders")).data();
        var id = account.path("id").asString();
        owner.post("/contacts", Map.of("firstName", "Asha", "account", id));
        var list = "/contacts?fields=name,account";
        for (var i = 0; i < 3; i++) {
            assertThat(owner.get(list).data().at("/0/account/label").asString()).isEqualTo("Kiran Traders");
        }

        owner.patch("/accounts/" + id, Map.of("version", account.path("version").asInt(), "name", "Kiran & Sons"));

        assertThat(owner.get(list).data().at("/0/account/label").asString()).isEqualTo("Kiran & Sons");
    }

    @Test
    void showsEachReaderHisOwn() {
        var asha = stored("Asha", Map.of("phone", "+14155550124"));
        var viewer = acme.actor("VIEWER");
        var sales = acme.actor("SALES");

        assertThat(kept(admin).rows().getFirst()).containsEntry("phone", "+14155550124");
        assertThat(kept(viewer).rows().getFirst()).containsEntry("phone", "••••0124");
        assertThat(kept(sales).rows()).isEmpty();

        acme.run(() -> desk.share(admin, lead, asha.id(), sales.user(), null, Share.Right.READ, null));
        assertThat(titles(kept(sales))).containsExactly("Asha");
        var share = acme.in(() -> desk.shares(admin, lead, asha.id())).getFirst();
        acme.run(() -> desk.unshare(admin, lead, asha.id(), share.id()));
        assertThat(kept(sales).rows()).isEmpty();
    }

    @Test
    void isNothingToAnotherCompany() {
        stored("Asha", Map.of());
        kept(admin);
        var globex = tenants.create(Preset.PARTNER_SALES);

        // even with the question of the one, in the scope of the other
        assertThat(globex.in(() -> pages.of(admin, lead, request())).rows()).isEmpty();
        assertThat(titles(kept(admin))).containsExactly("Asha");
    }

    /// What a transaction has not committed it sees itself, and nobody else does.
    @Test
    void isNotWhatATransactionSeesOfItself() {
        var asha = stored("Asha", Map.of());
        kept(admin);

        acme.run(() -> transactions.executeWithoutResult(transaction -> {
            db.execute("update leads.lead set title = 'Mine alone' where id = ?", asha.id());
            assertThat(titles(pages.of(admin, lead, request()))).containsExactly("Mine alone");
            assertThat(titles(pages.of(admin, lead, request()))).containsExactly("Mine alone");
            transaction.setRollbackOnly();
        }));

        assertThat(titles(page(admin))).containsExactly("Asha");
    }

    /// Whoever has been answered that something is written reads it, however many read at the same time.
    @Test
    void isNeverOlderThanWhatWasAcknowledged() throws Exception {
        var asha = stored("Asha 0", Map.of());
        var acknowledged = new AtomicInteger();
        var going = new AtomicInteger(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var readers = IntStream.range(0, 6)
                    .mapToObj(_ -> threads.submit(() -> {
                        var reads = 0;
                        while (going.get() == 1) {
                            var least = acknowledged.get();
                            var title = titles(page(admin)).getFirst();
                            assertThat(Integer.parseInt(title.substring("Asha ".length())))
                                    .isGreaterThanOrEqualTo(least);
                            reads++;
                        }
                        return reads;
                    }))
                    .toList();
            for (var i = 1; i <= 60; i++) {
                var version = i - 1;
                var title = "Asha " + i;
                acme.run(() -> writer.update(admin, lead, asha.id(), version, Map.of("title", title)));
                acknowledged.set(i);
                Thread.sleep(i % 4 * 10);
            }
            going.set(0);
            for (var reader : readers) {
                assertThat(reader.get()).isPositive();
            }
        }
    }

    /// What is kept is compared by the record's own row: nothing a list shows may come from elsewhere.
    @Test
    void showsNothingButWhatIsInTheRecordsOwnRow() {
        for (var type : types.all()) {
            var own = List.of(type.table().fields());
            for (var spec : type.described()) {
                assertThat(own)
                        .as(type.key() + "." + spec.key())
                        .containsAll(spec.columns().stream()
                                .<Field<?>>map(column -> column)
                                .toList());
            }
        }
    }

    private static ListRequest request() {
        return new ListRequest(
                Filter.none(), List.of("-createdAt"), List.of("title", "phone", "owner"), 50, Optional.empty(), false);
    }

    private RecordPage page(Actor reader) {
        return acme.in(() -> pages.of(reader, lead, request()));
    }

    /// As it is after it was asked for three times, and each time said the same.
    private RecordPage kept(Actor reader) {
        var first = page(reader);
        assertThat(page(reader)).isEqualTo(first);
        assertThat(page(reader)).isEqualTo(first);
        return first;
    }

    private static List<String> titles(RecordPage page) {
        return page.rows().stream().map(row -> String.valueOf(row.get("title"))).toList();
    }

    private static String owner(RecordPage page) {
        return String.valueOf(
                requireNonNull((Person) page.rows().getFirst().get("owner")).name());
    }

    private RecordState stored(String title, Map<String, ? extends @Nullable Object> more) {
        return acme.in(() -> writer.create(admin, lead, StoredLead.values(title, admin, more)));
    }
}

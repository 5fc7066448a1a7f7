package io.sangam.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.sangam.TestTenants;
import io.sangam.TestTenants.TestTenant;
import io.sangam.kernel.Actor;
import io.sangam.kernel.Ids;
import io.sangam.kernel.KernelError;
import io.sangam.kernel.Money;
import io.sangam.kernel.SangamException;
import io.sangam.tenancy.Preset;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.TestConstructor;
import tools.jackson.databind.json.JsonMapper;

/// The spine on a real object and a real PostgreSQL.
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
class RecordsIT {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final TestTenants tenants;
    private final Records records;
    private final Sight sight;
    private final Aggregates aggregates;
    private final RecordWriter writer;
    private final RecordDesk desk;
    private final FilterParser filters;
    private final OwnWrites ownWrites;
    private final ObjectType lead;
    private final TestTenant acme;
    private final Actor admin;

    RecordsIT(
            TestTenants tenants,
            Records records,
            Sight sight,
            Aggregates aggregates,
            RecordWriter writer,
            RecordDesk desk,
            FilterParser filters,
            OwnWrites ownWrites,
            ObjectTypes types) {
        this.tenants = tenants;
        this.records = records;
        this.sight = sight;
        this.aggregates = aggregates;
        this.writer = writer;
        this.desk = desk;
        this.filters = filters;
        this.ownWrites = ownWrites;
        this.lead = types.get("lead");
        this.acme = tenants.create(Preset.BROKER_OFFICE);
        this.admin = acme.actor("ADMIN");
    }

    @Test
    void givesNumbersThatNeverRepeat() {
        var first = stored("Asha", Map.of());
        var second = stored("Ravi", Map.of());

        assertThat(first.text("number")).matches("LEAD-\\d{4}-00001");
        assertThat(second.text("number")).matches("LEAD-\\d{4}-00002");
    }

    @Test
    void findsAtOnceWhoReadsARecord() {
        var record = stored("Asha", Map.of("owner", acme.actor("SALES").user()));
        var people = Stream.of("ADMIN", "MANAGER", "SALES", "COSALES", "VIEWER", "SUPPORT")
                .map(acme::actor)
                .toList();

        var read = acme.in(() -> sight.whoRead(
                acme.id(), lead, record.id(), people.stream().map(Actor::user).toList()));

        assertThat(read)
                .containsExactlyElementsOf(people.stream()
                        .filter(each -> acme.in(() -> records.isReadable(each, lead, record.id())))
                        .map(Actor::user)
                        .toList())
                .contains(acme.actor("SALES").user(), acme.actor("VIEWER").user())
                .doesNotContain(acme.actor("COSALES").user());
    }

    @ParameterizedTest
    @ValueSource(strings = {"title", "-title", "expectedValue", "-expectedValue", "city,-title", "-createdAt"})
    void pagesThroughEveryRowOnceInOrder(String sort) {
        for (var i = 0; i < 23; i++) {
            var values = new LinkedHashMap<String, @Nullable Object>();
            values.put("expectedValue", i % 3 == 0 ? null : new Money(new BigDecimal(i % 5 + ".00"), "INR"));
            values.put("city", i % 4 == 0 ? null : "City " + i % 3);
            stored("Lead " + (char) ('A' + i % 7), values);
        }
        var whole = titles(page(sort, 200, Optional.empty()));

        var walked = new ArrayList<Object>();
        Optional<String> cursor = Optional.empty();
        do {
            var page = page(sort, 4, cursor);
            walked.addAll(titles(page));
            cursor = page.nextCursor();
        } while (cursor.isPresent());

        assertThat(walked).hasSize(23).doesNotHaveDuplicates().isEqualTo(whole);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'field':'title','op':'contains','value':'ASH'}                                  | Asha",
                "{'field':'title','op':'contains','value':'%'}                                    | ''",
                "{'field':'title','op':'startsWith','value':'ra'}                                 | Ravi",
                "{'field':'title','op':'in','value':['Asha','Ravi']}                              | Asha,Ravi",
                "{'field':'city','op':'empty'}                                                    | Ravi",
                "{'field':'city','op':'neq','value':'Pune'}                                       | Meera,Ravi",
                "{'field':'expectedValue','op':'between','value':['100','500']}                   | Asha",
                "{'field':'expectedValue','op':'gt','value':{'amount':'500','currency':'INR'}}    | Meera",
                "{'field':'phone','op':'eq','value':'098765 43210'}                               | Asha",
                "{'field':'phone','op':'endsWith','value':'3210'}                                 | Asha",
                "{'field':'email','op':'eq','value':'MEERA@example.com'}                          | Meera",
                "{'field':'tags','op':'hasAny','value':['vip','cold']}                            | Asha,Meera",
                "{'field':'tags','op':'hasAll','value':['vip','export']}                          | Meera",
                "{'field':'owner','op':'eq','value':'me'}                                         | Asha,Meera,Ravi",
                "{'field':'createdAt','op':'within','value':'today'}                              | Asha,Meera,Ravi",
                "{'field':'createdAt','op':'within','value':'lastMonth'}                          | ''",
                "{'field':'createdAt','op':'within','value':'past'}                               | Asha,Meera,Ravi",
                "{'field':'expectedClose','op':'on','value':'2026-12-01'}                         | Ravi",
                "{'field':'mine','op':'eq','value':true}                                          | Asha,Meera,Ravi",
                "{'field':'favourite','op':'eq','value':true}                                     | Meera",
                "{'and':[{'field':'city','op':'notEmpty'},{'or':[{'field':'title','op':'eq','value':'Asha'},{'field':'title','op':'eq','value':'Ravi'}]}]} | Asha",
            })
    void filters(String filter, String titles) {
        stored(
                "Asha",
                Map.of("city", "Pune", "phone", "+919876543210", "tags", List.of("vip"), "expectedValue", inr("500")));
        var meera = stored(
                "Meera",
                Map.of(
                        "city",
                        "Surat",
                        "email",
                        "Meera@example.com",
                        "tags",
                        List.of("vip", "export"),
                        "expectedValue",
                        inr("500.01")));
        stored("Ravi", Map.of("expectedClose", java.time.LocalDate.of(2026, 12, 1)));
        acme.run(() -> desk.star(admin, lead, meera.id(), true));

        var found = acme.in(() -> records.page(
                admin,
                lead,
                new ListRequest(
                        filters.parse(filter.replace('\'', '"')),
                        List.of("title"),
                        List.of("title"),
                        50,
                        Optional.empty(),
                        false)));

        assertThat(String.join(",", titles(found).stream().map(Object::toString).toList()))
                .isEqualTo(titles);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'field':'passwordHash','op':'eq','value':'a'}",
                "{'field':'title','op':'gt','value':'a'}",
                "{'field':'title','op':'contains','value':7}",
                "{'field':'createdAt','op':'within','value':'fortnight'}",
                "{'field':'expectedValue','op':'between','value':['1']}",
                "{'field':'owner','op':'eq','value':'nobody'}",
                "{'field':'phone','op':'eq','value':'12'}"
            })
    void refusesFiltersThatMakeNoSense(String filter) {
        assertThatExceptionOfType(SangamException.class)
                .isThrownBy(() -> acme.in(
                        () -> records.page(admin, lead, ListRequest.of(filters.parse(filter.replace('\'', '"'))))))
                .returns(RecordError.FILTER_INVALID, SangamException::code);
    }

    @Test
    void countsAndAddsUpPerCurrency() {
        stored("Asha", Map.of("expectedValue", inr("100.50"), "temperature", "hot"));
        stored("Meera", Map.of("expectedValue", inr("200"), "temperature", "hot"));
        stored("Ravi", Map.of("expectedValue", new Money(new BigDecimal("7.00"), "USD")));

        var figures = acme.in(
                () -> aggregates.of(admin, lead, Filter.none(), List.of("expectedValue"), Optional.of("temperature")));

        assertThat(figures.count()).isEqualTo(new Aggregate.Count(3, true));
        assertThat(figures.sums().get("expectedValue"))
                .containsExactly(new Aggregate.Sum("300.50", "INR"), new Aggregate.Sum("7.00", "USD"));
        assertThat(figures.groups()).containsExactly(new Aggregate.Group("hot", 2), new Aggregate.Group(null, 1));
    }

    @Test
    void masksInSqlAndLetsNobodySearchOrSortByWhatIsMasked() {
        stored("Asha", Map.of("phone", "+919876543210", "email", "asha@example.com"));
        var viewer = acme.actor("VIEWER");

        var page = acme.in(() -> records.page(
                viewer,
                lead,
                new ListRequest(
                        Filter.none(), List.of(), List.of("title", "phone", "email"), 50, Optional.empty(), false)));

        assertThat(page.rows().getFirst()).containsEntry("phone", "••••3210").containsEntry("email", "••••.com");
        assertThat(page.masked()).containsExactly("phone", "email");
        assertRefused(
                RecordError.FILTER_INVALID,
                () -> records.page(
                        viewer,
                        lead,
                        ListRequest.of(filters.parse("{\"field\":\"phone\",\"op\":\"endsWith\",\"value\":\"3210\"}"))));
        assertRefused(
                RecordError.SORT_INVALID,
                () -> records.page(
                        viewer,
                        lead,
                        new ListRequest(Filter.none(), List.of("phone"), List.of(), 50, Optional.empty(), false)));
    }

    @Test
    void keepsTheHistoryBehindTheSameMasks() {
        var asha = stored("Asha", Map.of("phone", "+919876543210"));
        acme.run(() -> writer.update(admin, lead, asha.id(), 0, Map.of("phone", "+919876500000", "city", "Pune")));

        var clear = acme.in(() -> desk.history(admin, lead, asha.id(), Optional.empty()))
                .entries()
                .getFirst();
        var masked = acme.in(() -> desk.history(acme.actor("VIEWER"), lead, asha.id(), Optional.empty()))
                .entries()
                .getFirst();

        assertThat(clear.changes())
                .contains(
                        new Activities.FieldChange("phone", "Phone", "+919876543210", "+919876500000"),
                        new Activities.FieldChange("city", "City", null, "Pune"));
        assertThat(masked.changes()).contains(new Activities.FieldChange("phone", "Phone", "••••3210", "••••0000"));
    }

    @Test
    void showsEachRoleItsOwnRowsOnly() {
        var sales = acme.actor("SALES");
        var colleague = tenants.user(acme.id(), "SALES", "second.sales@example.com");
        stored("Mine", Map.of("owner", sales.user()));
        var theirs = stored("Theirs", Map.of("owner", colleague.user()));

        assertThat(titles(acme.in(() -> records.page(sales, lead, ListRequest.of(Filter.none())))))
                .containsExactly("Mine");
        assertRefused(KernelError.NOT_FOUND, () -> records.view(sales, lead, theirs.id()));
        assertRefused(KernelError.NOT_FOUND, () -> writer.update(sales, lead, theirs.id(), 0, Map.of("city", "Pune")));
    }

    @Test
    void opensOneRecordByAShareUntilItEnds() {
        var sales = acme.actor("SALES");
        var theirs = stored("Theirs", Map.of());
        acme.run(() ->
                desk.share(admin, lead, theirs.id(), sales.user(), null, io.sangam.access.Share.Right.READ, null));

        assertThat(acme.in(() -> records.load(sales, lead, theirs.id())).writable())
                .isFalse();
        assertRefused(
                RecordError.RECORD_NOT_WRITABLE,
                () -> writer.update(sales, lead, theirs.id(), 0, Map.of("city", "Pune")));

        var share = acme.in(() -> desk.shares(admin, lead, theirs.id())).getFirst();
        acme.run(() -> desk.unshare(admin, lead, theirs.id(), share.id()));

        assertRefused(KernelError.NOT_FOUND, () -> records.view(sales, lead, theirs.id()));
    }

    @Test
    void anotherTenantSeesNothingAndChangesNothing() {
        var asha = stored("Asha", Map.of());
        var globex = tenants.create(Preset.SIMPLE);
        var stranger = globex.actor("ADMIN");

        assertThat(globex.in(() -> records.page(stranger, lead, ListRequest.of(Filter.none())))
                        .rows())
                .isEmpty();
        assertThatExceptionOfType(SangamException.class)
                .isThrownBy(() -> globex.in(() -> writer.update(stranger, lead, asha.id(), 0, Map.of("city", "Pune"))))
                .returns(KernelError.NOT_FOUND, SangamException::code);
        // even a query that names the wrong tenant is stopped by the second wall
        assertThat(globex.in(() -> records.page(admin, lead, ListRequest.of(Filter.none())))
                        .rows())
                .isEmpty();
    }

    @Test
    void refusesAStaleVersionAndShowsTheCurrentRecord() {
        var asha = stored("Asha", Map.of());
        acme.run(() -> writer.update(admin, lead, asha.id(), 0, Map.of("city", "Pune")));

        assertThatExceptionOfType(SangamException.class)
                .isThrownBy(() -> acme.in(() -> writer.update(admin, lead, asha.id(), 0, Map.of("city", "Surat"))))
                .returns(KernelError.VERSION_CONFLICT, SangamException::code)
                .satisfies(e ->
                        assertThat(e.details()).extracting("current").asString().contains("Pune"));
    }

    @Test
    void tellsAllFaultsOfABodyAtOnce() {
        var body = JSON.readTree("""
                {"title": "", "city": 7, "owner": "%s", "number": "LEAD-1", "tenantId": "x", "clientId": "AB12"}
                """.formatted(admin.user()));

        assertThatExceptionOfType(SangamException.class)
                .isThrownBy(() -> acme.in(() -> writer.parse(admin, lead, body)))
                .satisfies(e -> assertThat(e.errors())
                        .extracting(SangamException.FieldError::pointer, SangamException.FieldError::code)
                        .containsExactly(
                                org.assertj.core.groups.Tuple.tuple("/title", "VALUE_REQUIRED"),
                                org.assertj.core.groups.Tuple.tuple("/city", "VALUE_TYPE"),
                                org.assertj.core.groups.Tuple.tuple("/owner", "FIELD_READ_ONLY"),
                                org.assertj.core.groups.Tuple.tuple("/number", "FIELD_READ_ONLY"),
                                org.assertj.core.groups.Tuple.tuple("/tenantId", "FIELD_UNKNOWN")));
    }

    @Test
    void bringsBackWhatWasDeleted() {
        var asha = stored("Asha", Map.of());
        acme.run(() -> writer.delete(admin, lead, asha.id(), 0));

        assertThat(titles(acme.in(() -> records.page(admin, lead, ListRequest.of(Filter.none())))))
                .isEmpty();
        assertThat(titles(acme.in(() -> records.page(
                        admin,
                        lead,
                        new ListRequest(Filter.none(), List.of(), List.of(), 50, Optional.empty(), true)))))
                .containsExactly("Asha");

        acme.run(() -> writer.restore(admin, lead, asha.id()));

        assertThat(titles(acme.in(() -> records.page(admin, lead, ListRequest.of(Filter.none())))))
                .containsExactly("Asha");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "W10", "WyItY3JlYXRlZEF0IiwxLDJd"})
    void refusesCursorsOfOtherLists(String cursor) {
        assertRefused(
                RecordError.CURSOR_INVALID,
                () -> records.page(
                        admin,
                        lead,
                        new ListRequest(Filter.none(), List.of("title"), List.of(), 50, Optional.of(cursor), false)));
    }

    private RecordState stored(String title, Map<String, ? extends @Nullable Object> more) {
        return acme.in(() -> writer.create(admin, lead, values(title, more)));
    }

    private Map<String, @Nullable Object> values(String title, Map<String, ? extends @Nullable Object> more) {
        return StoredLead.values(title, admin, more);
    }

    /// Sums that are kept for others are not kept from him.
    @Test
    void whoeverMakesManyAtOnceHasWrittenToo() {
        var before = ownWrites.of(admin).here();
        var loaded = new NewRecord(values("Loaded", Map.of()), new ChangeSet(Ids.next(), null));

        acme.in(() -> writer.createAll(admin, lead, List.of(loaded)));

        assertThat(ownWrites.of(admin).here()).isGreaterThan(before);
    }

    private RecordPage page(String sort, int limit, Optional<String> cursor) {
        return acme.in(() -> records.page(
                admin,
                lead,
                new ListRequest(
                        Filter.none(), List.of(sort.split(",")), List.of("title", "number"), limit, cursor, false)));
    }

    private static List<Object> titles(RecordPage page) {
        return page.rows().stream()
                .<Object>map(row ->
                        row.containsKey("number") ? row.get("title") + " " + row.get("number") : row.get("title"))
                .toList();
    }

    private void assertRefused(io.sangam.kernel.ErrorCode code, Runnable act) {
        assertThatExceptionOfType(SangamException.class)
                .isThrownBy(() -> acme.run(act))
                .returns(code, SangamException::code);
    }

    private static Money inr(String amount) {
        return Money.ofMinor(new BigDecimal(amount).movePointRight(2).longValueExact(), "INR");
    }
}

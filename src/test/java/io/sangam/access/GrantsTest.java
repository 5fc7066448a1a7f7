package io.sangam.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.sangam.access.Definition.ModuleGrant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class GrantsTest {

    private final Role reader = role("READER", Map.of("leads", grant("read", "all", "export")), "masked", Map.of());
    private final Role writer =
            role("WRITER", Map.of("leads", grant("write", "own", "create")), "hidden", Map.of("lead", List.of("new")));

    @Test
    void takesTheHighestOfAllRolesWithinEachLayer() {
        var rights = Grants.of(List.of(reader, writer)).rights();

        assertThat(rights.module("leads").level()).isEqualTo(Level.WRITE);
        assertThat(rights.module("leads").scope()).isEqualTo(RowScope.ALL);
        assertThat(rights.module("leads").actions()).containsExactlyInAnyOrder("export", "create");
        assertThat(rights.visibility(Sensitivity.PHONE)).isEqualTo(Visibility.MASKED);
        assertThat(rights.roles()).containsExactlyInAnyOrder("READER", "WRITER");
    }

    @Test
    void whatNoRoleNamesIsClosed() {
        var rights = Grants.of(List.of(reader)).rights();

        assertThat(rights.canRead("tasks")).isFalse();
        assertThat(rights.can("leads", "delete")).isFalse();
        assertThat(rights.visibility(Sensitivity.FINANCIAL)).isEqualTo(Visibility.HIDDEN);
        assertThat(Grants.of(List.of()).rights().canRead("leads")).isFalse();
    }

    @Test
    void aRoleThatDoesNotReachAModuleDoesNotWidenItsScope() {
        var closed = role("CLOSED", Map.of("leads", grant("none", "all")), "hidden", Map.of());

        assertThat(Grants.of(List.of(closed, writer)).rights().module("leads").scope())
                .isEqualTo(RowScope.OWN);
    }

    @Test
    void onlyARoleThatMovesRecordsLiftsTheListOfStatuses() {
        var free = role("FREE", Map.of("leads", grant("write", "own")), "hidden", Map.of());

        assertThat(Grants.of(List.of(reader, writer)).statuses().get("lead")).containsExactly("new");
        assertThat(Grants.of(List.of(free, writer)).statuses()).doesNotContainKey("lead");
    }

    @Test
    void coversWhatIsNotMoreThanItself() {
        var both = Grants.of(List.of(reader, writer));

        assertThat(both.cover(Grants.of(List.of(reader)))).isTrue();
        assertThat(both.cover(Grants.of(List.of(writer)))).isTrue();
        assertThat(Grants.of(List.of(reader)).cover(Grants.of(List.of(writer)))).isFalse();
        assertThat(Grants.of(List.of(writer)).cover(Grants.of(List.of(reader)))).isFalse();
        assertThat(Grants.NOTHING.cover(Grants.of(List.of(reader)))).isFalse();
    }

    @Test
    void doesNotCoverStatusesBeyondItsOwn() {
        var free = role("FREE", Map.of("leads", grant("write", "own", "create")), "hidden", Map.of());

        assertThat(Grants.of(List.of(writer)).cover(Grants.of(List.of(free)))).isFalse();
        assertThat(Grants.of(List.of(free)).cover(Grants.of(List.of(writer)))).isTrue();
    }

    @Test
    void theAdministratorCoversEveryTemplateAndNobodyElseCoversHim() {
        var templates = RoleTemplates.read(JsonMapper.builder().build()).stream()
                .map(template -> new Role(
                        UUID.randomUUID(), template.key(), template.name(), template.key(), template.definition(), 0))
                .toList();
        var administrator = templates.stream()
                .filter(role -> role.key().equals(Role.ADMIN))
                .findFirst()
                .orElseThrow();

        assertThat(templates).hasSize(13).allSatisfy(role -> {
            assertThat(Grants.of(List.of(administrator)).cover(Grants.of(List.of(role))))
                    .isTrue();
            assertThat(Grants.of(List.of(role)).cover(Grants.of(List.of(administrator))))
                    .isEqualTo(role == administrator);
        });
        assertThat(Grants.of(List.of(administrator)).rights().modules())
                .isEqualTo(Catalog.everything().modules());
    }

    @Test
    void theHighestDiscountCountsAndARoleWithoutALimitLiftsIt() {
        var ten = discounting("TEN", 10);
        var twenty = discounting("TWENTY", 20);
        var free = discounting("FREE", null);

        assertThat(Grants.of(List.of(ten, twenty)).maxDiscount()).isEqualTo(20);
        assertThat(Grants.of(List.of(ten, reader)).maxDiscount())
                .as("a role by which he offers nothing")
                .isEqualTo(10);
        assertThat(Grants.of(List.of(ten, free)).maxDiscount()).isNull();
        assertThat(Grants.of(List.of(reader)).maxDiscount()).isZero();
        assertThat(Grants.of(List.of(ten)).cover(Grants.of(List.of(twenty)))).isFalse();
        assertThat(Grants.of(List.of(ten)).cover(Grants.of(List.of(free)))).isFalse();
        assertThat(Grants.of(List.of(free)).cover(Grants.of(List.of(ten)))).isTrue();
        assertThat(Grants.of(List.of(twenty)).cover(Grants.of(List.of(ten)))).isTrue();
    }

    @Test
    void proposalsReachNoFurtherThanDeals() {
        assertThat(proposals(grant("write", "all"), grant("read", "team"))).isEqualTo(RowScope.TEAM);
        assertThat(proposals(grant("write", "own"), grant("read", "team"))).isEqualTo(RowScope.OWN);
        assertThat(proposals(grant("write", "partner"), grant("read", "all"))).isEqualTo(RowScope.PARTNER);
        assertThat(proposals(grant("write", "partner"), grant("read", "territory")))
                .isEqualTo(RowScope.TERRITORY);
        var dealless = role("DEALLESS", Map.of("proposals", grant("write", "all")), "hidden", Map.of());
        assertThat(Grants.of(List.of(dealless)).rights().canRead("proposals")).isFalse();
    }

    private static RowScope proposals(ModuleGrant proposals, ModuleGrant deals) {
        var role = role("ROLE", Map.of("proposals", proposals, "deals", deals), "hidden", Map.of());
        return Grants.of(List.of(role)).rights().module("proposals").scope();
    }

    private static Role discounting(String key, @Nullable Integer most) {
        var modules = Map.of("deals", grant("read", "all"), "proposals", grant("write", "all"));
        return new Role(UUID.randomUUID(), key, key, null, new Definition(modules, Map.of(), Map.of(), most), 0);
    }

    private static ModuleGrant grant(String level, String scope, String... actions) {
        return new ModuleGrant(level, scope, List.of(actions));
    }

    private static Role role(
            String key, Map<String, ModuleGrant> modules, String phone, Map<String, List<String>> statuses) {
        return new Role(
                UUID.randomUUID(), key, key, null, new Definition(modules, Map.of("phone", phone), statuses, null), 0);
    }
}

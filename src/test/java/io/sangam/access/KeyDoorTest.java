package io.sangam.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.sangam.identity.KeyInUse;
import io.sangam.identity.KeyScope;
import io.sangam.kernel.Actor;
import io.sangam.kernel.SangamException;
import io.sangam.kernel.TenantId;
import io.sangam.kernel.UserId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/// AU-16: what a key that is limited to a module reads. An address nobody wrote down here fails.
class KeyDoorTest {

    /// Each asks the rights itself, and a key's are narrowed to its modules.
    private static final Set<String> OPEN_TO_ALL = Set.of(
            "approvals",
            "bulk-operations",
            "change-sets",
            "duplicates",
            "imports",
            "me",
            "merges",
            "meta",
            "my-day",
            "search",
            "views");
    /// A person's own business, or open to everybody without a key. Notices tell of every module there is.
    private static final Set<String> CLOSED_TO_ALL = Set.of("api-keys", "auth", "notifications", "public");

    private static final Map<String, String> OF_ANOTHER_NAME = Map.ofEntries(
            Map.entry("teams", "users"),
            Map.entry("territories", "users"),
            Map.entry("assignment-rules", "assignment"),
            Map.entry("assignment-requests", "assignment"),
            Map.entry("recycling", "assignment"),
            Map.entry("shifts", "assignment"),
            Map.entry("fields", "pipelines"),
            Map.entry("webhooks", "integrations"),
            Map.entry("lead-sources", "integrations"),
            Map.entry("company", "system"),
            Map.entry("sso", "system"),
            Map.entry("jobs", "system"),
            Map.entry("events", "system"));

    private final KeyDoor door = new KeyDoor();

    @Test
    void opensToAModuleWhatIsItsOwn() throws IOException {
        var all = Catalog.MODULES.stream().map(Catalog.ModuleOption::key).collect(Collectors.toSet());
        var expected = new TreeMap<String, Set<String>>();
        var found = new TreeMap<String, Set<String>>();
        for (var first : addresses()) {
            expected.put(
                    first,
                    OPEN_TO_ALL.contains(first)
                            ? all
                            : CLOSED_TO_ALL.contains(first)
                                    ? Set.of()
                                    : Set.of(OF_ANOTHER_NAME.getOrDefault(first, first)));
            found.put(
                    first,
                    all.stream().filter(module -> opens(module, "GET", first)).collect(Collectors.toSet()));
        }

        assertThat(found).isEqualTo(expected);
        assertThat(opens("system", "PUT", "sso/passwords"))
                .as("with the scope admin")
                .isTrue();
        assertThat(opens("leads", "PATCH", "me")).isFalse();
    }

    private boolean opens(String module, String method, String path) {
        var key = new KeyInUse(
                new Actor(new TenantId(UUID.randomUUID()), UserId.next()),
                UUID.randomUUID(),
                "Script",
                EnumSet.allOf(KeyScope.class),
                Set.of(module));
        try {
            door.check(key, method, "/api/v1/" + path);
            return true;
        } catch (SangamException _) {
            return false;
        }
    }

    private static Set<String> addresses() throws IOException {
        return JsonMapper.shared()
                .readTree(Files.readString(Path.of("frontend/openapi.json")))
                .path("paths")
                .propertyNames()
                .stream()
                .map(path -> path.split("/")[3])
                .collect(Collectors.toCollection(TreeSet::new));
    }
}

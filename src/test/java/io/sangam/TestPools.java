package io.sangam;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/// Opens a company's pool, from which colleagues take what nobody keeps.
public final class TestPools {

    private TestPools() {}

    /// @param rule members of `settings.recycling`; active unless they say otherwise
    public static void open(TestApi admin, Map<String, ?> rule) {
        var open = new HashMap<String, Object>(rule);
        open.putIfAbsent("active", true);
        var body = new HashMap<String, Object>();
        var company = admin.get("/company").data();
        company.properties().forEach(each -> body.put(each.getKey(), each.getValue()));
        body.keySet().removeAll(Set.of("slug", "preset"));
        var settings = new HashMap<String, Object>();
        company.path("settings").properties().forEach(each -> settings.put(each.getKey(), each.getValue()));
        settings.put("recycling", open);
        body.put("settings", settings);
        var reply = admin.put("/company", body);
        assertThat(reply.status()).as("%s", reply.body()).isEqualTo(200);
    }

    /// Of a lead.
    public static Map<String, Object> gift(TestApi admin, String lead, String reason) {
        var version = admin.get("/leads/" + lead).data().path("version").asInt();
        return Map.of("object", "lead", "record", lead, "version", version, "reason", reason);
    }

    /// The id by which a lead lies in the pool.
    public static String lying(TestApi reader, String lead) {
        return reader.get("/recycling?limit=200")
                .data()
                .valueStream()
                .filter(each -> each.path("record").asString().equals(lead))
                .findFirst()
                .orElseThrow()
                .path("id")
                .asString();
    }
}

package io.sangam.pipelines;

import io.sangam.tenancy.Preset;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// The pipelines a tenant may start from (spec, section 5): JSON beside this class, a folder per kind of record. A
/// preset that has none of its own for a kind takes the simple one.
@Component
class Presets {

    record PresetPipeline(String name, Definition definition) {}

    private record Key(String kind, Preset preset) {}

    private final Map<Key, PresetPipeline> ready = new ConcurrentHashMap<>();
    private final JsonMapper json;

    Presets(JsonMapper json) {
        this.json = json;
    }

    PresetPipeline get(String kind, Preset preset) {
        return ready.computeIfAbsent(new Key(kind, preset), _ -> {
            var own = read(kind, preset);
            var chosen = own == null ? read(kind, Preset.SIMPLE) : own;
            if (chosen == null) {
                throw new IllegalStateException("There is no pipeline to start from for a " + kind);
            }
            return chosen;
        });
    }

    /// Whether the preset has a pipeline of its own for the kind.
    boolean has(String kind, Preset preset) {
        return Presets.class.getResource(file(kind, preset)) != null;
    }

    private @Nullable PresetPipeline read(String kind, Preset preset) {
        try (var file = Presets.class.getResourceAsStream(file(kind, preset))) {
            return file == null ? null : json.readValue(file, PresetPipeline.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String file(String kind, Preset preset) {
        return "presets/" + kind + "/" + preset.key() + ".json";
    }
}

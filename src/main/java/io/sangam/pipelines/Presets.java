package io.sangam.pipelines;

import io.sangam.tenancy.Preset;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// The lead pipelines a tenant may start from (spec, section 5): JSON beside this class.
@Component
class Presets {

    record PresetPipeline(String name, Definition definition) {}

    private final Map<Preset, PresetPipeline> byPreset = new EnumMap<>(Preset.class);

    Presets(JsonMapper json) {
        for (var preset : Preset.values()) {
            byPreset.put(preset, read(json, preset));
        }
    }

    PresetPipeline get(Preset preset) {
        return Objects.requireNonNull(byPreset.get(preset));
    }

    private static PresetPipeline read(JsonMapper json, Preset preset) {
        var name = "presets/" + preset.key() + ".json";
        try (var file = Presets.class.getResourceAsStream(name)) {
            if (file == null) {
                throw new IllegalStateException("There is no pipeline " + name);
            }
            return json.readValue(file, PresetPipeline.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package io.sangam.records;

import java.util.AbstractList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.io.SerializedString;
import tools.jackson.databind.JacksonSerializable;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.jsontype.TypeSerializer;

/// Rows of a list that were written once, for many answers: they can be read, and no longer changed.
final class WrittenRows extends AbstractList<Map<String, @Nullable Object>> implements JacksonSerializable {

    /// For each character written: as text, as bytes, and its share of the values.
    private static final int BYTES_A_CHARACTER = 4;

    private final List<Map<String, @Nullable Object>> rows;
    private final SerializedString written;

    WrittenRows(List<Map<String, @Nullable Object>> rows, JsonMapper json) {
        this.rows = rows;
        this.written = new SerializedString(json.writeValueAsString(rows));
    }

    /// The bytes it keeps in memory, about.
    int weight() {
        return written.charLength() * BYTES_A_CHARACTER;
    }

    @Override
    public Map<String, @Nullable Object> get(int index) {
        return Collections.unmodifiableMap(rows.get(index));
    }

    @Override
    public int size() {
        return rows.size();
    }

    @Override
    public void serialize(JsonGenerator json, SerializationContext context) {
        json.writeRawValue(written);
    }

    @Override
    public void serializeWithType(JsonGenerator json, SerializationContext context, TypeSerializer types) {
        serialize(json, context);
    }
}

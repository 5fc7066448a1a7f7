package io.sangam.records;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.io.SerializedString;
import tools.jackson.databind.JacksonSerializable;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.jsontype.TypeSerializer;

/// One row of a list: a map whose names are shared by the rows of its page, and which writes itself as JSON. A page of
/// fifty ordinary maps costs more than its query.
final class RecordRow extends AbstractMap<String, @Nullable Object> implements JacksonSerializable {

    /// The names of one page, in their order.
    static final class Names {

        private final List<String> names;
        private final SerializedString[] written;

        Names(List<String> names) {
            this.names = List.copyOf(names);
            this.written = names.stream().map(SerializedString::new).toArray(SerializedString[]::new);
        }
    }

    private final Names names;
    private final List<@Nullable Object> values;

    /// @param values one for each name; changed by [#put]
    RecordRow(Names names, List<@Nullable Object> values) {
        this.names = names;
        this.values = values;
    }

    /// Its first value.
    UUID id() {
        return (UUID) requireNonNull(values.getFirst());
    }

    @Override
    public @Nullable Object get(Object key) {
        var index = key instanceof String name ? names.names.indexOf(name) : -1;
        return index < 0 ? null : values.get(index);
    }

    @Override
    public boolean containsKey(Object key) {
        return key instanceof String name && names.names.contains(name);
    }

    /// Replaces the value of a name the row has.
    @Override
    public @Nullable Object put(String key, @Nullable Object value) {
        return values.set(names.names.indexOf(key), value);
    }

    @Override
    public Set<Map.Entry<String, @Nullable Object>> entrySet() {
        return new AbstractSet<>() {
            @Override
            public int size() {
                return values.size();
            }

            @Override
            public Iterator<Map.Entry<String, @Nullable Object>> iterator() {
                return new Iterator<>() {
                    private int next;

                    @Override
                    public boolean hasNext() {
                        return next < values.size();
                    }

                    @Override
                    public Map.Entry<String, @Nullable Object> next() {
                        var entry = new SimpleImmutableEntry<String, @Nullable Object>(
                                names.names.get(next), values.get(next));
                        next++;
                        return entry;
                    }
                };
            }
        };
    }

    @Override
    public void serialize(JsonGenerator json, SerializationContext context) {
        json.writeStartObject();
        for (var i = 0; i < names.written.length; i++) {
            json.writeName(names.written[i]);
            switch (values.get(i)) {
                case null -> json.writeNull();
                case String text -> json.writeString(text);
                case UUID id -> json.writeString(id.toString());
                case Integer number -> json.writeNumber(number);
                case Boolean flag -> json.writeBoolean(flag);
                case Instant time -> json.writeString(time.toString());
                case Person person -> write(person, json);
                case Object other -> context.writeValue(json, other);
            }
        }
        json.writeEndObject();
    }

    private static void write(Person person, JsonGenerator json) {
        json.writeStartObject();
        json.writeName("id");
        json.writeString(person.id().toString());
        if (person.name() != null) {
            json.writeName("name");
            json.writeString(person.name());
        }
        json.writeEndObject();
    }

    @Override
    public void serializeWithType(JsonGenerator json, SerializationContext context, TypeSerializer types) {
        serialize(json, context);
    }
}

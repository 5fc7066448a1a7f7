package io.sangam.records;

import static java.util.stream.Collectors.joining;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.time.ZoneId;
import java.time.temporal.Temporal;
import java.time.temporal.TemporalAmount;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// A text of what something is made of: the same for equal things in every process, another for different ones. Neither
/// `toString` nor JSON does: sets are in another order in each process, and two kinds of record may look alike.
final class Spelling {

    private Spelling() {}

    static String of(@Nullable Object thing) {
        return switch (thing) {
            case null -> "-";
            case ObjectType type -> named("object", Stream.of(type.key()));
            case ObjectType.Fields fields -> of(fields.all());
            case FieldSpec<?> spec ->
                of(List.of(
                        spec.key(),
                        spec.kind(),
                        spec.column().getQualifiedName().toString(),
                        spec.sensitivity(),
                        spec.options(),
                        spec.decimals()));
            case Record data -> named(data.getClass().getName(), components(data));
            case Optional<?> maybe -> named("maybe", maybe.stream().map(Spelling::of));
            case Set<?> set -> named("set", set.stream().map(Spelling::of).sorted());
            case List<?> list -> named("list", list.stream().map(Spelling::of));
            case Map<?, ?> map ->
                named(
                        "map",
                        map.entrySet().stream()
                                .map(entry -> of(entry.getKey()) + of(entry.getValue()))
                                .sorted());
            case CharSequence text -> whole(text.toString());
            case Enum<?> constant -> whole(constant.name());
            case Number number -> whole(number.toString());
            case Boolean flag -> whole(flag.toString());
            case UUID id -> whole(id.toString());
            case Temporal time -> whole(time.toString());
            case TemporalAmount span -> whole(span.toString());
            case ZoneId zone -> whole(zone.getId());
            case JsonNode json -> whole(json.toString());
            default -> throw new IllegalArgumentException("Nobody knows how to spell a " + thing.getClass());
        };
    }

    private static Stream<String> components(Record data) {
        return Arrays.stream(data.getClass().getRecordComponents()).map(component -> of(value(data, component)));
    }

    private static @Nullable Object value(Record data, RecordComponent component) {
        try {
            var accessor = component.getAccessor();
            accessor.setAccessible(true);
            return accessor.invoke(data);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalArgumentException("A record hides its " + component.getName(), e);
        }
    }

    private static String named(String kind, Stream<String> parts) {
        return kind + parts.collect(joining(",", "(", ")"));
    }

    /// With its length, so that no text reads as the end of one and the beginning of another.
    private static String whole(String text) {
        return text.length() + ":" + text;
    }
}

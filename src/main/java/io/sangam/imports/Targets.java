package io.sangam.imports;

import io.sangam.kernel.Actor;
import io.sangam.records.ObjectType;
import io.sangam.records.RecordState;
import io.sangam.records.RecordWriter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/// How each object is imported: by its module's own way, or by its description alone.
@Component
class Targets {

    private final ObjectProvider<ImportTarget> targets;
    private final RecordWriter writer;

    Targets(ObjectProvider<ImportTarget> targets, RecordWriter writer) {
        this.targets = targets;
        this.writer = writer;
    }

    ImportTarget of(ObjectType type) {
        return targets.stream()
                .filter(target -> target.type() == type)
                .findFirst()
                .orElseGet(() -> new Described(type, writer));
    }

    /// No two rows are the same record.
    private record Described(ObjectType type, RecordWriter writer) implements ImportTarget {

        @Override
        public Map<String, List<String>> aliases() {
            return Map.of();
        }

        @Override
        public Set<String> keys(Actor actor, Map<String, @Nullable Object> values) {
            return Set.of();
        }

        @Override
        public Optional<RecordState> existing(Actor actor, Set<String> keys) {
            return Optional.empty();
        }

        @Override
        public RecordState take(
                Actor actor, Map<String, @Nullable Object> values, boolean automations, boolean resubmit) {
            return writer.create(actor, type, values);
        }
    }
}

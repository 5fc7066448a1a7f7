package io.sangam.bulk;

import io.sangam.access.Access;
import io.sangam.kernel.Actor;
import io.sangam.kernel.SangamException;
import io.sangam.records.ObjectType;
import io.sangam.records.RecordWriter;
import io.sangam.records.Records;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/// What can be done to many records of any object.
final class RecordActions {

    private RecordActions() {}

    /// The input: field key → value.
    @Component
    static class Update implements BulkAction {

        private final Records records;
        private final RecordWriter writer;

        Update(Records records, RecordWriter writer) {
            this.records = records;
            this.writer = writer;
        }

        @Override
        public String name() {
            return "update";
        }

        @Override
        public boolean serves(ObjectType type) {
            return true;
        }

        @Override
        public void check(Actor actor, ObjectType type, JsonNode input) {
            if (writer.parse(actor, type, input).isEmpty()) {
                throw SangamException.invalid("input", "VALUE_REQUIRED", "Name at least one field to change");
            }
        }

        @Override
        public void apply(Actor actor, ObjectType type, UUID id, @Nullable Integer version, JsonNode input) {
            var seen = version == null ? records.load(actor, type, id).version() : version;
            writer.update(actor, type, id, seen, writer.parse(actor, type, input));
        }
    }

    @Component
    static class Delete implements BulkAction {

        private final Access access;
        private final Records records;
        private final RecordWriter writer;

        Delete(Access access, Records records, RecordWriter writer) {
            this.access = access;
            this.records = records;
            this.writer = writer;
        }

        @Override
        public String name() {
            return "delete";
        }

        @Override
        public boolean serves(ObjectType type) {
            return true;
        }

        @Override
        public void check(Actor actor, ObjectType type, JsonNode input) {
            access.require(actor, type.plural(), "delete");
        }

        @Override
        public void apply(Actor actor, ObjectType type, UUID id, @Nullable Integer version, JsonNode input) {
            var seen = version == null ? records.load(actor, type, id).version() : version;
            writer.delete(actor, type, id, seen);
        }
    }

    @Component
    static class Restore implements BulkAction {

        private final Access access;
        private final RecordWriter writer;

        Restore(Access access, RecordWriter writer) {
            this.access = access;
            this.writer = writer;
        }

        @Override
        public String name() {
            return "restore";
        }

        @Override
        public boolean serves(ObjectType type) {
            return true;
        }

        @Override
        public boolean onTrash() {
            return true;
        }

        @Override
        public void check(Actor actor, ObjectType type, JsonNode input) {
            access.require(actor, type.plural(), "delete");
        }

        @Override
        public void apply(Actor actor, ObjectType type, UUID id, @Nullable Integer version, JsonNode input) {
            writer.restore(actor, type, id);
        }
    }
}

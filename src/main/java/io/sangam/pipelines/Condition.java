package io.sangam.pipelines;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a status asks of a record that enters it.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Condition.RequiredField.class, name = "requiredField"),
    @JsonSubTypes.Type(value = Condition.RequiredReason.class, name = "requiredReason"),
    @JsonSubTypes.Type(value = Condition.RequiredTask.class, name = "requiredTask"),
    @JsonSubTypes.Type(value = Condition.OfferCloseTasks.class, name = "offerCloseTasks"),
    @JsonSubTypes.Type(value = Condition.Approval.class, name = "approval")
})
public sealed interface Condition {

    /// Each field has a value, stored before or given with the move.
    record RequiredField(List<String> fields) implements Condition {

        @SuppressWarnings("ConstantValue") // members absent from JSON arrive as null
        public RequiredField {
            fields = fields == null ? List.of() : List.copyOf(fields);
        }
    }

    /// A reason given with this very move: the one of an earlier move explains nothing. Without options any text will
    /// do.
    record RequiredReason(String field, List<String> options) implements Condition {

        @SuppressWarnings("ConstantValue")
        public RequiredReason {
            field = field == null ? "" : field;
            options = options == null ? List.of() : List.copyOf(options);
        }
    }

    /// A task of the kind, made with this move.
    ///
    /// @param orOpen whether one that is already open will do as well; absent means no
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record RequiredTask(String kind, @Nullable Boolean orOpen) implements Condition {

        @SuppressWarnings("ConstantValue")
        public RequiredTask {
            kind = kind == null ? "" : kind;
        }

        boolean acceptsOpen() {
            return Boolean.TRUE.equals(orOpen);
        }
    }

    /// Somebody's consent, asked for before the move, where an approval policy wants it.
    ///
    /// @param always whether the mover's manager must consent where no policy says who; absent means no
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Approval(@Nullable Boolean always) implements Condition {

        public boolean isAlways() {
            return Boolean.TRUE.equals(always);
        }
    }

    /// Offers to close the open tasks of the kind. Never refuses.
    record OfferCloseTasks(String kind) implements Condition {

        @SuppressWarnings("ConstantValue")
        public OfferCloseTasks {
            kind = kind == null ? "" : kind;
        }
    }
}

package io.sangam.pipelines;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/// What entering a status does.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Effect.SetOnce.class, name = "setOnce"),
    @JsonSubTypes.Type(value = Effect.CreateTask.class, name = "createTask"),
    @JsonSubTypes.Type(value = Effect.Notify.class, name = "notify")
})
public sealed interface Effect {

    /// Fills an empty field and never overwrites a full one.
    ///
    /// @param value `now`, `today` (in the tenant's calendar), or the value itself
    record SetOnce(String field, String value) implements Effect {

        static final String NOW = "now";
        static final String TODAY = "today";

        @SuppressWarnings("ConstantValue") // members absent from JSON arrive as null
        public SetOnce {
            field = field == null ? "" : field;
            value = value == null ? "" : value;
        }
    }

    record CreateTask(String title, String kind, int dueInHours) implements Effect {

        @SuppressWarnings("ConstantValue")
        public CreateTask {
            title = title == null ? "" : title;
            kind = kind == null ? "" : kind;
        }
    }

    /// @param role the key of a role, or `owner`
    record Notify(String role) implements Effect {

        static final String OWNER = "owner";

        @SuppressWarnings("ConstantValue")
        public Notify {
            role = role == null ? "" : role;
        }
    }
}

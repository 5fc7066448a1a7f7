package io.sangam.records;

import com.fasterxml.jackson.annotation.JsonValue;
import io.sangam.access.Sensitivity;
import java.util.stream.Stream;

/// The kinds a company's own field may have. Never changed once there are values.
public enum CustomKind {
    TEXT(FieldKind.TEXT, SlotGroup.TEXT),
    NUMBER(FieldKind.NUMBER, SlotGroup.NUMBER),
    MONEY(FieldKind.MONEY, SlotGroup.MONEY),
    DATE(FieldKind.DATE, SlotGroup.DATE),
    CHOICE(FieldKind.CHOICE, SlotGroup.TEXT),
    MULTI_CHOICE(FieldKind.MULTI_CHOICE, SlotGroup.CHOICES),
    PHONE(FieldKind.PHONE, SlotGroup.CONTACT),
    EMAIL(FieldKind.EMAIL, SlotGroup.CONTACT),
    URL(FieldKind.URL, SlotGroup.TEXT),
    USER(FieldKind.USER, SlotGroup.USER),
    BOOL(FieldKind.BOOL, SlotGroup.FLAG);

    private final FieldKind kind;
    private final SlotGroup slots;

    CustomKind(FieldKind kind, SlotGroup slots) {
        this.kind = kind;
        this.slots = slots;
    }

    @JsonValue
    String key() {
        return kind.key();
    }

    FieldKind kind() {
        return kind;
    }

    SlotGroup slots() {
        return slots;
    }

    boolean hasOptions() {
        return this == CHOICE || this == MULTI_CHOICE;
    }

    /// The class a field has unless another one is chosen.
    Sensitivity sensitivity() {
        return switch (this) {
            case PHONE -> Sensitivity.PHONE;
            case EMAIL -> Sensitivity.EMAIL;
            case TEXT, NUMBER, MONEY, DATE, CHOICE, MULTI_CHOICE, URL, USER, BOOL -> Sensitivity.NONE;
        };
    }

    static CustomKind of(String key) {
        return Stream.of(values())
                .filter(kind -> kind.key().equals(key))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("There is no kind " + key));
    }
}

package io.sangam.records;

import com.fasterxml.jackson.annotation.JsonValue;
import io.sangam.access.Sensitivity;
import io.sangam.kernel.EmailAddress;
import io.sangam.kernel.PhoneNumber;
import io.sangam.kernel.SangamException;
import java.util.Locale;
import java.util.Optional;

/// A way to reach a record, with the key by which two spellings of it are one (core rule 8).
public record ContactPoint(Kind kind, String value, String matchKey, boolean primary) {

    public enum Kind {
        MOBILE,
        PHONE,
        EMAIL,
        WHATSAPP;

        @JsonValue
        String key() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Kind of(String key) {
            return valueOf(key.toUpperCase(Locale.ROOT));
        }
    }

    /// @param country where a number without a country code belongs
    /// @param pointer names the value in the refusal
    public static ContactPoint of(Kind kind, String text, boolean primary, String country, String pointer) {
        return find(kind, text, primary, country)
                .orElseThrow(() -> kind == Kind.EMAIL
                        ? SangamException.invalid(pointer, "EMAIL_INVALID", text + " is not an e-mail address")
                        : SangamException.invalid(
                                pointer,
                                "PHONE_INVALID",
                                text + " is not a phone number; write it with its country code"));
    }

    /// Empty for what is no number or address, such as one that is still being typed.
    public static Optional<ContactPoint> find(Kind kind, String text, boolean primary, String country) {
        return switch (kind) {
            case EMAIL ->
                EmailAddress.parse(text).map(email -> new ContactPoint(kind, email.value(), email.norm(), primary));
            case MOBILE, PHONE, WHATSAPP ->
                PhoneNumber.parse(text, country)
                        .map(number -> new ContactPoint(kind, number.e164(), number.matchKey(), primary));
        };
    }

    public Sensitivity sensitivity() {
        return kind == Kind.EMAIL ? Sensitivity.EMAIL : Sensitivity.PHONE;
    }
}

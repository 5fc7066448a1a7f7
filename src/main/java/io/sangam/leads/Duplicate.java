package io.sangam.leads;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.sangam.kernel.UserId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A lead that shares a phone number or an e-mail address. Out of the reader's scope it shows its number and owner
/// only, so that he knows whom to ask.
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Duplicate(
        @Nullable UUID id,
        String number,
        @Nullable String title,
        @Nullable String status,
        @Nullable String group,
        @Nullable Owner owner,
        boolean visible) {

    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Owner(UserId id, @Nullable String name) {}
}

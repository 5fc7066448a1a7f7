package io.sangam.leads;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.sangam.kernel.Money;
import io.sangam.kernel.OneLine;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What a lead is to become.
///
/// @param account what is left out is taken from the lead
/// @param contact the same
/// @param withContact false for a firm nobody is known of; true, if left out
/// @param deal none, if left out
/// @param status where the lead goes in the same step; it stays, if left out
public record Conversion(
        int version,
        @Nullable @Valid Account account,
        @Nullable @Valid Contact contact,
        @Nullable Boolean withContact,
        @Nullable @Valid Deal deal,
        @Nullable @Size(max = 60) String status) {

    /// @param id an existing one, instead of a new one with these values
    public record Account(
            @Nullable UUID id,
            @Nullable @OneLine @Size(max = 200) String name,
            @Nullable @Size(max = 20) String type) {}

    public record Contact(
            @Nullable UUID id,
            @Nullable @OneLine @Size(max = 99) String firstName,
            @Nullable @OneLine @Size(max = 99) String lastName) {}

    /// @param amount in the currency of the lead's expected value, else the company's
    public record Deal(
            @Nullable @OneLine @Size(max = 200) String title,
            @Nullable BigDecimal amount,
            @Nullable LocalDate expectedClose) {}

    /// What a conversion would do, for its author to look over.
    ///
    /// @param deal absent when nobody can open deals here
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Suggestion(
            SuggestedAccount account,
            SuggestedContact contact,
            @Nullable SuggestedDeal deal) {}

    /// @param existing one with the lead's number or address, or just its name
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record SuggestedAccount(@Nullable Known existing, String name, String type) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record SuggestedContact(
            @Nullable Known existing,
            @Nullable String firstName,
            @Nullable String lastName) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record SuggestedDeal(
            String title, @Nullable Money value, @Nullable LocalDate expectedClose) {}

    public record Known(UUID id, String title) {}

    /// What became of it.
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Outcome(
            UUID account, @Nullable UUID contact, @Nullable UUID deal) {}
}

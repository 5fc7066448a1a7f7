package io.sangam.accounts;

import io.sangam.assignment.OwnedController;
import io.sangam.assignment.Responsibility;
import io.sangam.kernel.Actor;
import io.sangam.kernel.Answer;
import io.sangam.kernel.KernelError;
import io.sangam.kernel.OneLine;
import io.sangam.kernel.SangamException;
import io.sangam.kernel.UserId;
import io.sangam.records.ContactPoints;
import io.sangam.records.ObjectType;
import io.sangam.records.Reachable;
import io.sangam.records.RecordDesk;
import io.sangam.records.RecordWriter;
import io.sangam.records.Records;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The HTTP side accounts and contacts share.
abstract class PartyController extends OwnedController implements Reachable {

    /// What a client adds to the fields of a new one, which stand beside it.
    @Schema(additionalProperties = Schema.AdditionalPropertiesValue.TRUE)
    record NewParty(
            @Nullable @Valid @Size(max = 20) List<NewContactPoint> contactPoints,

            @Schema(description = "The caller, if left out") @Nullable
            UserId owner) {}

    record PartyCheck(
            @Nullable @Size(max = 200) @OneLine String name,
            @Nullable String phone,
            @Nullable String alternativePhone,
            @Nullable String email,
            @Nullable UUID exclude) {}

    /// What such a controller needs, in one hand.
    @Component
    record Desk(
            RecordDesk records,
            Responsibility responsibility,
            Customers customers,
            ContactPoints contactPoints,
            Records reading,
            RecordWriter writer,
            JsonMapper json) {}

    private final Desk desk;

    PartyController(Desk desk, ObjectType type) {
        super(desk.records(), type, desk.responsibility());
        this.desk = desk;
    }

    @Override
    public ContactPoints contactPoints() {
        return desk.contactPoints();
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(
            summary = "Create a record",
            description =
                    "Phone numbers and e-mail addresses belong to one record only: CONTACT_POINT_TAKEN (409) names"
                            + " in `holders` the one that has it, with its id where the caller may see it, so that the two can"
                            + " be merged instead. To name a colleague as `owner` needs the action `assign`.")
    public Answer<Map<String, @Nullable Object>> create(
            @Parameter(hidden = true) Actor actor,
            @RequestBody @Schema(implementation = NewParty.class) JsonNode body) {
        var options = options(body);
        var values = desk.writer().parse(actor, type(), body, "contactPoints", "owner");
        var owner = Optional.ofNullable(options.owner());
        owner.ifPresent(user -> desk.responsibility().requireMayName(actor, type(), user));
        var made = desk.customers().make(actor, type(), values, points(actor, options.contactPoints()), owner);
        return Answer.of(desk.reading().viewIfReadable(actor, type(), made.id()));
    }

    @PostMapping("/duplicates")
    @Operation(
            summary = "Look for records with the same contact or name",
            description =
                    "For the warning while typing; changes nothing. Numbers or addresses that are not complete yet"
                            + " match nothing. Records outside the caller's scope show their owner only.")
    public Answer<List<ContactPoints.Holder>> findDuplicates(
            @Parameter(hidden = true) Actor actor, @Valid @RequestBody PartyCheck body) {
        var typed = desk.contactPoints().typed(actor, body.phone(), body.alternativePhone(), body.email());
        return Answer.of(
                desk.contactPoints().holders(actor, type(), typed, body.name(), Optional.ofNullable(body.exclude())));
    }

    private NewParty options(JsonNode body) {
        var own = object(body).deepCopy();
        own.retain("contactPoints", "owner");
        try {
            return desk.json().treeToValue(own, NewParty.class);
        } catch (JacksonException e) {
            throw new SangamException(
                    KernelError.REQUEST_MALFORMED, "contactPoints is a list of {kind, value, primary}, owner an id");
        }
    }
}

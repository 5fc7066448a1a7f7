package io.sangam.records;

import io.sangam.kernel.Actor;
import io.sangam.kernel.Answer;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;

/// The HTTP side of an object whose records can be phoned or written to, beside its [RecordController].
public interface Reachable {

    record NewContactPoint(
            ContactPoint.@NotNull Kind kind,
            @NotBlank @Size(max = 254) String value,
            boolean primary) {}

    /// Without the match key, which would give a masked number away.
    record ContactPointView(ContactPoint.Kind kind, String value, boolean primary) {}

    record NewContactPoints(
            int version, @NotNull @Valid @Size(max = 20) List<NewContactPoint> contactPoints) {}

    ObjectType type();

    ContactPoints contactPoints();

    /// May refuse what a record of the object can't be left with.
    default void check(List<ContactPoint> points) {}

    @GetMapping("/{id}/contact-points")
    @Operation(summary = "List how a record can be reached", description = "Main ones first. Masked as the fields are.")
    default Answer<List<ContactPointView>> listContactPoints(
            @Parameter(hidden = true) Actor actor, @PathVariable UUID id) {
        return Answer.of(views(contactPoints().of(actor, type(), id)));
    }

    @PutMapping("/{id}/contact-points")
    @Operation(
            summary = "Replace how a record can be reached",
            description =
                    "The first two numbers and the first address also become the record's own fields. Accounts and"
                            + " contacts: CONTACT_POINT_TAKEN (409) with `holders` when another one has it.")
    default Answer<List<ContactPointView>> changeContactPoints(
            @Parameter(hidden = true) Actor actor, @PathVariable UUID id, @Valid @RequestBody NewContactPoints body) {
        var points = points(actor, body.contactPoints());
        check(points);
        return Answer.of(views(contactPoints().change(actor, type(), id, body.version(), points)));
    }

    /// What a client gives, as it is stored.
    default List<ContactPoint> points(Actor actor, @Nullable List<NewContactPoint> given) {
        return contactPoints().parse(actor, given == null ? List.of() : given);
    }

    private static List<ContactPointView> views(List<ContactPoint> points) {
        return points.stream()
                .map(point -> new ContactPointView(point.kind(), point.value(), point.primary()))
                .toList();
    }
}

package io.sangam.pipelines;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One station of a pipeline.
///
/// @param order counted from 0; the place in the list decides, whatever a request says
/// @param allowedFrom the statuses it may be entered from; null means any
/// @param allowedRoles the keys of the roles that may enter it; null means any, an empty list only the system itself
/// @param limit how many records should be in it at most; boards show it
/// @param enforced whether a move beyond the limit is refused, unless somebody with the right forces it; absent means
/// that the limit is shown and no more
/// @param probability what a record's chance becomes when it enters; null leaves it as it is
/// @param staleAfterDays after how many days here a record counts as forgotten; null means never
public record Status(
        String key,
        String label,
        StatusGroup group,
        StatusColor color,

        @Schema(requiredMode = Schema.RequiredMode.NOT_REQUIRED)
        Integer order,

        @Nullable List<String> allowedFrom,
        @Nullable List<String> allowedRoles,
        List<Condition> conditions,
        List<Effect> effects,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Expiry expiry,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Integer limit,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Boolean enforced,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Integer probability,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Integer staleAfterDays) {

    /// Moves a record on by itself when `days` have passed since the value of a field.
    ///
    /// @param since the key of a date or instant field, or `created`
    public record Expiry(int days, String since, String to) {

        static final String CREATED = "created";

        @SuppressWarnings("ConstantValue") // members absent from JSON arrive as null
        public Expiry {
            since = since == null ? "" : since;
            to = to == null ? "" : to;
        }
    }

    @SuppressWarnings("ConstantValue")
    public Status {
        key = key == null ? "" : key;
        label = label == null ? "" : label.strip();
        Objects.requireNonNull(group, "A status has a group");
        color = color == null ? StatusColor.NEUTRAL : color;
        order = order == null ? 0 : order;
        allowedFrom = allowedFrom == null ? null : List.copyOf(allowedFrom);
        allowedRoles = allowedRoles == null ? null : List.copyOf(allowedRoles);
        conditions = conditions == null ? List.of() : List.copyOf(conditions);
        effects = effects == null ? List.of() : List.copyOf(effects);
    }

    /// Whether the pipeline lets a record come here from `from`.
    boolean isReachableFrom(String from) {
        return allowedFrom == null || allowedFrom.contains(from);
    }

    Set<String> requiredFields() {
        var required = new LinkedHashSet<String>();
        for (var condition : conditions) {
            switch (condition) {
                case Condition.RequiredField(var fields) -> required.addAll(fields);
                case Condition.RequiredReason(var field, var _) -> required.add(field);
                case Condition.RequiredTask _, Condition.OfferCloseTasks _, Condition.Approval _ -> {}
            }
        }
        return required;
    }

    /// The status that asks for these fields too.
    Status asking(List<String> fields) {
        var known = requiredFields();
        var more = fields.stream().filter(field -> !known.contains(field)).toList();
        if (more.isEmpty()) {
            return this;
        }
        var all = new ArrayList<>(conditions);
        all.add(new Condition.RequiredField(more));
        return with(order, all);
    }

    /// Whether somebody may have to consent before a record comes in.
    public Optional<Condition.Approval> approval() {
        return conditions.stream()
                .filter(Condition.Approval.class::isInstance)
                .map(Condition.Approval.class::cast)
                .findFirst();
    }

    /// Whether a record may be refused at the entrance.
    boolean asksForSomething() {
        return conditions.stream().anyMatch(condition -> !(condition instanceof Condition.OfferCloseTasks));
    }

    Status at(int place) {
        return with(place, conditions);
    }

    /// Whether the limit turns records away.
    boolean isLimited() {
        return limit != null && Boolean.TRUE.equals(enforced);
    }

    private Status with(int place, List<Condition> asked) {
        return new Status(
                key,
                label,
                group,
                color,
                place,
                allowedFrom,
                allowedRoles,
                asked,
                effects,
                expiry,
                limit,
                enforced,
                probability,
                staleAfterDays);
    }
}

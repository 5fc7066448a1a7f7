package io.sangam.pipelines;

import io.sangam.kernel.SangamException.FieldError;
import io.sangam.records.FieldKind;
import io.sangam.records.FieldOption;
import io.sangam.records.FieldSpec;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/// What must be true of a definition before records move by it. Finds all problems, each with a pointer to its place.
final class DefinitionCheck {

    private static final Pattern KEY = Pattern.compile("[a-z0-9]+([_-][a-z0-9]+)*");
    private static final int MAX_KEY = 60;
    private static final int MAX_LABEL = 60;
    private static final int MAX_STATUSES = 60;
    private static final int MAX_DAYS = 3_650;
    private static final int MAX_HOURS = 24 * 365;
    private static final int MAX_TITLE = 200;
    private static final int MAX_LIMIT = 100_000;

    private static final Set<FieldKind> TEXTS = Set.of(FieldKind.TEXT, FieldKind.LONG_TEXT);
    private static final Set<FieldKind> TIMES = Set.of(FieldKind.DATE, FieldKind.INSTANT);

    private final Definition definition;
    private final Function<String, Optional<FieldSpec<?>>> fields;
    private final List<FieldError> problems = new ArrayList<>();

    private DefinitionCheck(Definition definition, Function<String, Optional<FieldSpec<?>>> fields) {
        this.definition = definition;
        this.fields = fields;
    }

    /// @param fields the fields of the object the pipeline is for, by key
    static List<FieldError> problems(Definition definition, Function<String, Optional<FieldSpec<?>>> fields) {
        var check = new DefinitionCheck(definition, fields);
        check.statuses();
        return check.problems;
    }

    private void statuses() {
        var statuses = definition.statuses();
        if (statuses.isEmpty() || statuses.size() > MAX_STATUSES) {
            refuse("/statuses", "SIZE", "A pipeline has 1 to " + MAX_STATUSES + " statuses");
            return;
        }
        if (!definition.first().group().isOpen()) {
            refuse(
                    "/statuses/0/group",
                    "FIRST_NOT_OPEN",
                    "Records begin in the first status, so it is still open work");
        }
        if (definition.onResubmit() != null) {
            mustExist("/onResubmit", definition.onResubmit());
        }
        var seen = new HashSet<String>();
        for (var status : statuses) {
            var at = "/statuses/" + status.order();
            if (!KEY.matcher(status.key()).matches() || status.key().length() > MAX_KEY) {
                refuse(at + "/key", "KEY_INVALID", "A key is small letters and digits, joined by _ or -");
            } else if (!seen.add(status.key())) {
                refuse(at + "/key", "KEY_TAKEN", "Another status has the key " + status.key());
            }
            status(at, status);
        }
    }

    private void status(String at, Status status) {
        if (status.label().isEmpty() || status.label().length() > MAX_LABEL) {
            refuse(at + "/label", "SIZE", "A label has 1 to " + MAX_LABEL + " characters");
        }
        if (status.limit() != null && (status.limit() < 1 || status.limit() > MAX_LIMIT)) {
            refuse(at + "/limit", "SIZE", "A column's limit is 1 to " + MAX_LIMIT + ", or left empty");
        }
        if (Boolean.TRUE.equals(status.enforced()) && status.limit() == null) {
            refuse(at + "/limit", "VALUE_REQUIRED", "A limit that is enforced needs a number");
        }
        if (status.probability() != null && (status.probability() < 0 || status.probability() > 100)) {
            refuse(at + "/probability", "SIZE", "A probability is 0 to 100, or left empty");
        }
        if (status.staleAfterDays() != null && (status.staleAfterDays() < 1 || status.staleAfterDays() > MAX_DAYS)) {
            refuse(at + "/staleAfterDays", "SIZE", "Days are 1 to " + MAX_DAYS + ", or left empty");
        }
        if (status.allowedFrom() != null) {
            for (int i = 0; i < status.allowedFrom().size(); i++) {
                mustExist(at + "/allowedFrom/" + i, status.allowedFrom().get(i));
            }
        }
        for (int i = 0; i < status.conditions().size(); i++) {
            condition(at + "/conditions/" + i, status.conditions().get(i));
        }
        for (int i = 0; i < status.effects().size(); i++) {
            effect(at + "/effects/" + i, status.effects().get(i));
        }
        if (status.expiry() != null) {
            expiry(at + "/expiry", status, status.expiry());
        }
    }

    private void condition(String at, Condition condition) {
        switch (condition) {
            case Condition.RequiredField(var keys) -> {
                if (keys.isEmpty()) {
                    refuse(at + "/fields", "SIZE", "Name at least one field");
                }
                for (int i = 0; i < keys.size(); i++) {
                    requiredField(at + "/fields/" + i, keys.get(i));
                }
            }
            case Condition.RequiredReason(var key, var options) -> reason(at, key, options);
            case Condition.RequiredTask(var kind, var _) -> taskKind(at, kind);
            case Condition.OfferCloseTasks(var kind) -> taskKind(at, kind);
            case Condition.Approval _ -> {}
        }
    }

    private void requiredField(String at, String key) {
        field(at, key).ifPresent(field -> {
            if (!field.isEditable()) {
                refuse(at, "FIELD_NOT_EDITABLE", "Nobody can fill in " + key + ", so it can't be asked for");
            }
        });
    }

    private void reason(String at, String key, List<String> options) {
        field(at + "/field", key).ifPresent(field -> {
            if (!TEXTS.contains(field.kind()) && field.kind() != FieldKind.CHOICE) {
                refuse(at + "/field", "FIELD_KIND", "A reason is kept in a text or a choice");
            }
            for (int i = 0; i < options.size(); i++) {
                literal(at + "/options/" + i, field, options.get(i));
            }
        });
    }

    private void effect(String at, Effect effect) {
        switch (effect) {
            case Effect.SetOnce(var key, var value) ->
                field(at + "/field", key).ifPresent(field -> setOnce(at, field, value));
            case Effect.CreateTask(var title, var kind, var hours) -> {
                if (title.isBlank() || title.length() > MAX_TITLE) {
                    refuse(at + "/title", "SIZE", "A title has 1 to " + MAX_TITLE + " characters");
                }
                taskKind(at, kind);
                if (hours < 0 || hours > MAX_HOURS) {
                    refuse(at + "/dueInHours", "RANGE", "A task is due within a year");
                }
            }
            case Effect.Notify(var role) -> {
                if (role.isBlank()) {
                    refuse(at + "/role", "REQUIRED", "Name a role, or owner");
                }
            }
        }
    }

    private void setOnce(String at, FieldSpec<?> field, String value) {
        switch (value) {
            case Effect.SetOnce.NOW -> {
                if (!TIMES.contains(field.kind())) {
                    refuse(at + "/field", "FIELD_KIND", "now fits dates and times only");
                }
            }
            case Effect.SetOnce.TODAY -> {
                if (field.kind() != FieldKind.DATE) {
                    refuse(at + "/field", "FIELD_KIND", "today fits dates only");
                }
            }
            default -> {
                if (!TEXTS.contains(field.kind()) && field.kind() != FieldKind.CHOICE) {
                    refuse(at + "/field", "FIELD_KIND", "A given value fits texts and choices only");
                } else {
                    literal(at + "/value", field, value);
                }
            }
        }
    }

    private void literal(String at, FieldSpec<?> field, String value) {
        if (value.isBlank()) {
            refuse(at, "REQUIRED", "The value is empty");
        } else if (field.kind() == FieldKind.CHOICE
                && field.options().stream().map(FieldOption::value).noneMatch(value::equals)) {
            refuse(at, "OPTION_UNKNOWN", field.key() + " has no option " + value);
        }
    }

    private void expiry(String at, Status status, Status.Expiry expiry) {
        if (expiry.days() < 1 || expiry.days() > MAX_DAYS) {
            refuse(at + "/days", "RANGE", "A record expires after 1 to " + MAX_DAYS + " days");
        }
        if (!expiry.since().equals(Status.Expiry.CREATED)) {
            field(at + "/since", expiry.since())
                    .filter(field -> !TIMES.contains(field.kind()))
                    .ifPresent(_ -> refuse(at + "/since", "FIELD_KIND", "Days count from a date or a time"));
        }
        definition
                .status(expiry.to())
                .ifPresentOrElse(
                        to -> {
                            if (to.key().equals(status.key()) || !to.isReachableFrom(status.key())) {
                                refuse(at + "/to", "STATUS_UNREACHABLE", to.key() + " can't be entered from here");
                            } else if (to.asksForSomething()) {
                                refuse(
                                        at + "/to",
                                        "STATUS_ASKS",
                                        "Nobody is there to give what " + to.key() + " asks for");
                            }
                        },
                        () -> mustExist(at + "/to", expiry.to()));
    }

    private void taskKind(String at, String kind) {
        if (!TaskDesk.KINDS.contains(kind)) {
            refuse(at + "/kind", "OPTION_UNKNOWN", "There are no tasks of the kind " + kind);
        }
    }

    private Optional<FieldSpec<?>> field(String at, String key) {
        var field = fields.apply(key);
        if (field.isEmpty()) {
            refuse(at, "FIELD_UNKNOWN", "There is no field " + key);
        }
        return field;
    }

    private void mustExist(String at, String status) {
        if (definition.status(status).isEmpty()) {
            refuse(at, "STATUS_UNKNOWN", "There is no status " + status);
        }
    }

    private void refuse(String at, String code, String message) {
        problems.add(new FieldError(at, code, message));
    }
}

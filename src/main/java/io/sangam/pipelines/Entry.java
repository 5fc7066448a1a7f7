package io.sangam.pipelines;

import io.sangam.records.RecordState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Checks what a status asks of a record that enters it.
///
/// @param before the record as it is
/// @param values what the move writes, by field key
/// @param bringsTask whether the move makes a task
/// @param hasOpenTask whether the record has an open task of a kind
/// @param hasConsent whether nobody has to consent any more
record Entry(
        RecordState before,
        Map<String, @Nullable Object> values,
        boolean bringsTask,
        Predicate<String> hasOpenTask,
        Predicate<Condition.Approval> hasConsent) {

    /// The conditions that are not met, reduced to what is missing.
    List<Condition> unmet(Status status) {
        var unmet = new ArrayList<Condition>();
        for (var condition : status.conditions()) {
            switch (condition) {
                case Condition.RequiredField(var fields) -> {
                    var missing = fields.stream().filter(this::staysEmpty).toList();
                    if (!missing.isEmpty()) {
                        unmet.add(new Condition.RequiredField(missing));
                    }
                }
                case Condition.RequiredReason reason -> {
                    if (!isAnswered(reason)) {
                        unmet.add(reason);
                    }
                }
                case Condition.RequiredTask task -> {
                    var met = bringsTask || (task.acceptsOpen() && hasOpenTask.test(task.kind()));
                    if (!met) {
                        unmet.add(task);
                    }
                }
                case Condition.Approval approval -> {
                    if (!hasConsent.test(approval)) {
                        unmet.add(approval);
                    }
                }
                case Condition.OfferCloseTasks _ -> {}
            }
        }
        return unmet;
    }

    /// A field that is gone can't be asked for.
    private boolean staysEmpty(String field) {
        if (before.type().field(field).isEmpty()) {
            return false;
        }
        return values.containsKey(field) ? values.get(field) == null : before.isEmpty(field);
    }

    private boolean isAnswered(Condition.RequiredReason reason) {
        return values.get(reason.field()) instanceof String given
                && (reason.options().isEmpty() || reason.options().contains(given));
    }
}

package io.sangam.pipelines;

import io.sangam.access.Rights;
import io.sangam.access.Visibility;
import io.sangam.pipelines.TransitionOption.Ask;
import io.sangam.pipelines.TransitionOption.AskedField;
import io.sangam.records.FieldOption;
import io.sangam.records.RecordState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Words a status's conditions as a form for one reader: with the values he may see, and only those.
///
/// @param view the record as this reader may see it
/// @param hasOpenTask whether the record has an open task of a kind
/// @param consent how it stands with somebody's consent to a status
record Asking(
        Rights rights,
        RecordState state,
        Map<String, @Nullable Object> view,
        Predicate<String> hasOpenTask,
        BiFunction<Status, Condition.Approval, ConsentDesk.Consent> consent) {

    List<Ask> asks(Status status) {
        var asks = new ArrayList<Ask>();
        for (var condition : status.conditions()) {
            switch (condition) {
                case Condition.RequiredField(var fields) ->
                    asks.add(new Ask.Fields(fields.stream()
                            .filter(key -> state.type().field(key).isPresent())
                            .map(key -> field(key, List.of()))
                            .toList()));
                case Condition.RequiredReason(var field, var options) ->
                    asks.add(new Ask.Reason(field(field, options), options));
                case Condition.RequiredTask task ->
                    asks.add(new Ask.Task(task.kind(), task.acceptsOpen() && hasOpenTask.test(task.kind())));
                case Condition.Approval approval -> {
                    var given = consent.apply(status, approval);
                    if (!given.state().opens()) {
                        asks.add(new Ask.Consent(given.state(), given.request(), given.reason()));
                    }
                }
                case Condition.OfferCloseTasks(var kind) -> {
                    if (hasOpenTask.test(kind)) {
                        asks.add(new Ask.CloseTasks(kind));
                    }
                }
            }
        }
        return asks;
    }

    /// @param offered of a choice, the values on offer; empty means all
    private AskedField field(String key, List<String> offered) {
        var spec = state.type().get(key);
        var editable = spec.isEditable()
                && (rights.visibility(spec.sensitivity()) == Visibility.CLEAR || fillsBlindly(rights, state, key));
        var options = spec.options().stream()
                .filter(FieldOption::isOffered)
                .filter(option -> offered.isEmpty() || offered.contains(option.value()))
                .toList();
        return new AskedField(key, spec.label(), spec.kind(), editable, spec.maxLength(), options, view.get(key));
    }

    /// Whoever sees a value masked may still give it, once, when a status asks for it: he typed it himself. A value
    /// that is there already is not his to replace.
    static boolean fillsBlindly(Rights rights, RecordState state, String key) {
        return state.type()
                .field(key)
                .filter(spec -> spec.isEditable() && rights.visibility(spec.sensitivity()) == Visibility.MASKED)
                .filter(spec -> state.isEmpty(spec.key()))
                .isPresent();
    }
}

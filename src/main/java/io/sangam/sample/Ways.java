package io.sangam.sample;

import io.sangam.pipelines.Definition;
import io.sangam.pipelines.Status;
import io.sangam.pipelines.StatusGroup;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// How a record comes to a status.
final class Ways {

    private Ways() {}

    /// The shortest way the pipeline allows, through open work and what is done.
    static List<Status> to(Definition definition, Status goal) {
        var ways = new HashMap<Status, List<Status>>(Map.of(definition.first(), List.of(definition.first())));
        var open = new ArrayDeque<>(List.of(definition.first()));
        while (!open.isEmpty()) {
            var here = open.remove();
            for (var next : definition.statuses()) {
                var leads = next.allowedFrom() == null || next.allowedFrom().contains(here.key());
                var passes = here.group().isOpen() || here.group() == StatusGroup.DONE;
                if (leads && passes && !ways.containsKey(next)) {
                    var way = new ArrayList<>(Objects.requireNonNull(ways.get(here)));
                    way.add(next);
                    ways.put(next, way);
                    open.add(next);
                }
            }
        }
        return Objects.requireNonNull(ways.get(goal), goal.key());
    }
}

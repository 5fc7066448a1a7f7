package io.sangam.pipelines;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The statuses of a pipeline in their order; the first is where records begin.
///
/// @param onResubmit R1: the status an open record goes to when it arrives again; null leaves it where it is
@Schema(name = "PipelineDefinition")
public record Definition(List<Status> statuses, @Nullable String onResubmit) {

    @SuppressWarnings("ConstantValue") // members absent from JSON arrive as null
    public Definition {
        statuses = statuses == null ? List.of() : inOrder(statuses);
    }

    private static List<Status> inOrder(List<Status> statuses) {
        var placed = new ArrayList<Status>();
        for (var status : statuses) {
            placed.add(status.at(placed.size()));
        }
        return List.copyOf(placed);
    }

    public Optional<Status> status(String key) {
        return statuses.stream().filter(status -> status.key().equals(key)).findFirst();
    }

    public Status first() {
        return statuses.getFirst();
    }

    /// The statuses a record in `from` may go to. A record whose status the pipeline no longer has may go anywhere:
    /// otherwise it would be stuck.
    List<Status> after(String from) {
        var known = status(from).isPresent();
        return statuses.stream()
                .filter(status -> !status.key().equals(from))
                .filter(status -> !known || status.isReachableFrom(from))
                .toList();
    }
}

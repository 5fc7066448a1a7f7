package io.sangam.assignment;

import io.sangam.kernel.Actor;
import io.sangam.kernel.SangamException;
import io.sangam.kernel.UserId;
import io.sangam.pipelines.Pipelines;
import io.sangam.records.ObjectType;
import io.sangam.records.RecordState;
import io.sangam.records.RecordWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// How a record begins that somebody owns and that moves through a pipeline.
@Service
@Transactional
public class Beginnings {

    private final RecordWriter writer;
    private final Pipelines pipelines;
    private final Responsibility responsibility;

    Beginnings(RecordWriter writer, Pipelines pipelines, Responsibility responsibility) {
        this.writer = writer;
        this.pipelines = pipelines;
        this.responsibility = responsibility;
    }

    /// In the first status of its pipeline.
    ///
    /// @param owner vouched for; else somebody by the assignment rules (R5), if anything follows
    /// @param pipeline else the default one
    /// @param followUp whether owner, first task and notices follow
    public RecordState begin(
            Actor actor,
            ObjectType type,
            Map<String, @Nullable Object> values,
            Optional<UserId> owner,
            Optional<UUID> pipeline,
            boolean followUp) {
        var start = pipeline.map(id -> pipelines
                        .initial(actor.tenant(), type.key(), id)
                        .orElseThrow(() -> SangamException.invalid(
                                "pipeline", "PIPELINE_UNKNOWN", "There is no such pipeline of " + type.plural())))
                .orElseGet(() -> pipelines.initial(actor.tenant(), type.key()));
        var complete = new LinkedHashMap<String, @Nullable Object>(start.values());
        complete.putAll(values);
        owner.ifPresent(named -> complete.put(Responsibility.OWNER, named));
        var record = writer.create(actor, type, complete);
        if (followUp) {
            responsibility.begin(actor, record, owner);
        }
        return record;
    }
}

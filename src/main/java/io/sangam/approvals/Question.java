package io.sangam.approvals;

import io.sangam.records.RecordRef;
import org.jspecify.annotations.Nullable;

/// A wish for consent.
///
/// @param kind what for, such as `send` or `status:won`: of one kind one request at a time waits
/// @param required whether somebody must consent even when no policy fits: then the asker's manager does
/// @param note what the asker wants to say about it
public record Question(
        RecordRef record,
        String kind,
        Figures figures,
        boolean required,
        @Nullable String note) {}

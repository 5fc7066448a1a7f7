package io.sangam.records;

import io.sangam.access.RowReach;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;

/// All that decides which records of an object somebody sees, and how: with the question itself, what an answer may be
/// kept under. Nothing in it ages; whatever changes about the reader, his rights, his people, the fields or the
/// statuses
/// makes another one.
///
/// @param fields compared by identity: they stay the same as long as nobody changes them
/// @param statuses of the object, where a company says which there are
/// @param today the day on the reader's calendar, which `within` is about
record ReadContext(
        ObjectType type,
        ObjectType.Fields fields,
        Reader reader,
        RowReach reach,
        List<FieldOption> statuses,
        LocalDate today) {

    /// Of what tells most questions apart: the rest is long to add up, and compared at a glance as long as it stays.
    @Override
    public int hashCode() {
        return Objects.hash(type, reader.actor(), today);
    }
}

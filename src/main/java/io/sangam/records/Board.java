package io.sangam.records;

import java.util.List;

/// The figures of a board over all records a filter leaves: what its columns' heads say before a card is read.
///
/// @param columns one per status that has records, in no order
public record Board(List<Column> columns) {

    /// @param sums what the records are worth, per currency; empty when the caller may not see it
    /// @param weighted the same, each times its probability
    public record Column(
            String status, long count, List<Aggregate.Sum> sums, List<Aggregate.Sum> weighted, Steps steps) {}

    /// How many records have their next step in the past, later today, another day, or none. Days are the company's.
    public record Steps(long overdue, long today, long planned, long none) {}
}

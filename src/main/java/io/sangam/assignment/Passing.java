package io.sangam.assignment;

import io.sangam.kernel.UserId;
import java.util.Set;

/// What became of a record whose work was late.
public sealed interface Passing {

    /// @param title the record's
    /// @param had from whom it went
    record To(UserId heir, String title, Set<UserId> had) implements Passing {}

    /// @param title the record's
    record NobodyLeft(String title) implements Passing {}

    /// The record is finished or in the trash: its work is left where it is.
    record Closed() implements Passing {}
}

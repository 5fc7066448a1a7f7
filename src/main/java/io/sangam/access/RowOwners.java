package io.sangam.access;

import io.sangam.kernel.UserId;
import java.util.List;
import java.util.UUID;
import org.jooq.Field;
import org.jspecify.annotations.Nullable;

/// Where the table of an object keeps who is responsible for a row: what a row scope is made of.
///
/// @param module the module whose right applies, such as `leads`
/// @param object the object's key, such as `lead`; shares name it
/// @param users owner, caller, assignee: whoever makes the row his "own"
/// @param partner the partner firm a row belongs to, if the object has one
/// @param territory the sales area a row lies in, if the object has one
/// @param whole what a row is part of, if shares of that reach it too
public record RowOwners(
        String module,
        String object,
        Field<UUID> id,
        List<Field<UserId>> users,
        @Nullable Field<UUID> partner,
        @Nullable Field<UUID> territory,
        @Nullable Whole whole) {

    /// @param object the key of the object shares of which reach the parts as well
    /// @param id the column that names the record of it
    public record Whole(String object, Field<UUID> id) {}

    /// The same rows, reached by shares of their own only.
    RowOwners apart() {
        return new RowOwners(module, object, id, users, partner, territory, null);
    }
}

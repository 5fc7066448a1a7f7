package io.sangam.imports;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import io.sangam.kernel.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// @param columns the first line of the file
/// @param mapping for each column the key of its field, or null for one that is left out
/// @param counts rows per status: `waiting`; after a check `new`, `update`, `duplicate`, `error`; after the run
/// `created`, `updated`, `skipped`, `failed`; after undoing `undone` and `kept`
/// @param sample the first rows, as they stand in the file
/// @param seenBefore when this very file was imported last, if it was
@JsonInclude(JsonInclude.Include.NON_NULL)
record Import(
        UUID id,
        String object,
        String fileName,
        List<String> columns,
        List<@Nullable String> mapping,
        Options options,
        Status status,
        int total,
        Map<String, Integer> counts,
        List<List<String>> sample,
        UserId by,
        Instant at,
        @Nullable Instant finishedAt,
        @Nullable Instant seenBefore) {

    enum Status {
        UPLOADED,
        CHECKING,
        READY,
        RUNNING,
        DONE,
        CANCELED,
        UNDOING,
        UNDONE;

        @JsonValue
        String key() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Status of(String key) {
            return valueOf(key.toUpperCase(Locale.ROOT));
        }
    }

    /// Why a row is not taken.
    enum Trouble {
        ERROR,
        FAILED,
        DUPLICATE,
        SKIPPED,
        KEPT;

        String key() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Trouble of(String key) {
            return valueOf(key.toUpperCase(Locale.ROOT));
        }
    }

    /// What to do with a row that is a record already.
    enum OnDuplicate {
        /// leave both as they are
        SKIP,
        /// write the row's values into it
        UPDATE,
        /// note on it that it came again (R1)
        RESUBMIT,
        /// make a second one
        CREATE;

        @JsonValue
        String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// @param automations whether owners by rule, first tasks and notifications follow, as for a record taken in singly
    record Options(OnDuplicate onDuplicate, boolean automations) {

        static final Options DEFAULT = new Options(OnDuplicate.SKIP, false);
    }

    /// @param version of its cells
    /// @param undoes the change set of a row that was written
    record Row(
            int position,
            List<String> cells,
            String status,
            int version,
            @Nullable UUID record,
            @Nullable UUID undoes) {}

    /// One thing that is wrong with a row.
    ///
    /// @param column of the file, counted from 0; missing where no column is to blame
    record CellError(@Nullable Integer column, @Nullable String field, String code, String message) {}

    /// What a check or a run says of one row.
    ///
    /// @param repeats the position of the row that is the same
    record Verdict(
            int position,
            String status,
            List<CellError> errors,
            @Nullable Integer repeats,
            @Nullable UUID record,
            @Nullable UUID changeSet) {

        static Verdict of(int position, String status) {
            return new Verdict(position, status, List.of(), null, null, null);
        }

        static Verdict because(int position, String status, String code, String message) {
            return new Verdict(position, status, List.of(new CellError(null, null, code, message)), null, null, null);
        }

        @Nullable
        String code() {
            return errors.isEmpty() ? null : errors.getFirst().code();
        }

        @Nullable
        String field() {
            return errors.isEmpty() ? null : errors.getFirst().field();
        }

        @Nullable
        String message() {
            return errors.isEmpty() ? null : errors.getFirst().message();
        }
    }

    /// A row that was not taken, for the list and the file of errors.
    ///
    /// @param code of the first thing that is wrong with it, as `field` and `message` are; `errors` has them all
    /// @param repeats the position of the row it repeats
    record RowProblem(
            int position,
            List<String> cells,
            String status,
            int version,
            @Nullable String code,
            @Nullable String field,
            @Nullable String message,
            List<CellError> errors,
            @Nullable Integer repeats) {}

    /// @param row as it is judged now: `new` or `update` when nothing is wrong with it any more
    /// @param importing the import, with its counts
    record MendedRow(RowProblem row, Import importing) {}
}

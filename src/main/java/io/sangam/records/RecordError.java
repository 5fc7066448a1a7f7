package io.sangam.records;

import io.sangam.kernel.ErrorCode;

public enum RecordError implements ErrorCode {
    OBJECT_UNKNOWN(Kind.NOT_FOUND),
    FILTER_INVALID(Kind.MALFORMED),
    SORT_INVALID(Kind.MALFORMED),
    FIELDS_INVALID(Kind.MALFORMED),
    CURSOR_INVALID(Kind.MALFORMED),
    LIMIT_INVALID(Kind.MALFORMED),
    NO_BOARD(Kind.NOT_FOUND),
    EXPORT_FORMAT_UNKNOWN(Kind.MALFORMED),
    EXPORTS_BUSY(Kind.UNAVAILABLE),
    EXPORT_STOPPED(Kind.FORBIDDEN),
    RECORD_NOT_WRITABLE(Kind.FORBIDDEN),
    RECORD_NOT_DELETED(Kind.CONFLICT),
    RECORD_MERGED(Kind.CONFLICT),
    MERGE_IMPOSSIBLE(Kind.CONFLICT),
    CONTACT_POINT_TAKEN(Kind.CONFLICT),
    COMMENT_NOT_YOURS(Kind.FORBIDDEN),
    UNDO_TOO_LATE(Kind.CONFLICT),
    UNDO_CONTRADICTED(Kind.CONFLICT),
    UNDO_IMPOSSIBLE(Kind.CONFLICT),
    VIEW_NOT_YOURS(Kind.FORBIDDEN),
    OBJECT_NOT_EXTENDABLE(Kind.CONFLICT),
    FIELD_LIMIT_REACHED(Kind.CONFLICT),
    FIELD_IN_USE(Kind.CONFLICT),
    FIELD_DELETED(Kind.CONFLICT),
    FIELD_IMPACT_CHANGED(Kind.CONFLICT);

    private final Kind kind;

    RecordError(Kind kind) {
        this.kind = kind;
    }

    @Override
    public Kind kind() {
        return kind;
    }
}

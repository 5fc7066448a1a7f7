package io.sangam.imports;

import io.sangam.kernel.ErrorCode;

public enum ImportError implements ErrorCode {
    IMPORT_FILE_UNREADABLE(Kind.INVALID),
    IMPORT_FILE_EMPTY(Kind.INVALID),
    IMPORT_TOO_LARGE(Kind.TOO_LARGE),
    IMPORT_MAPPING_INVALID(Kind.INVALID),
    IMPORT_NOT_NOW(Kind.CONFLICT);

    private final Kind kind;

    ImportError(Kind kind) {
        this.kind = kind;
    }

    @Override
    public Kind kind() {
        return kind;
    }
}

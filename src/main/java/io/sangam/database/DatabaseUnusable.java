package io.sangam.database;

/// The database can't be opened, and the message tells the operator what to do about it.
public final class DatabaseUnusable extends RuntimeException {

    DatabaseUnusable(String message, Throwable cause) {
        super(message, cause);
    }
}

package io.sangam.kernel;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionSystemException;

/// Turns whatever went wrong into a refusal the caller may read. What nobody foresaw is logged, once, here.
public final class Failures {

    static final String UNAVAILABLE = "The database does not answer; try again in a moment";
    private static final String INTERNAL = "Something went wrong on our side. Give support the trace id";
    private static final Logger log = LoggerFactory.getLogger(Failures.class);

    private Failures() {}

    public static SangamException refusal(Throwable failure, String request) {
        var known = known(failure);
        if (known == null) {
            log.error("{} failed", request, failure);
            return new SangamException(KernelError.INTERNAL_ERROR, INTERNAL);
        }
        if (known.code() == KernelError.SERVICE_UNAVAILABLE) {
            log.warn("{} refused: {}", request, failure.toString());
        }
        return known;
    }

    private static @Nullable SangamException known(Throwable failure) {
        var lost = false;
        for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
            switch (cause) {
                case SangamException refusal -> {
                    return refusal;
                }
                case SQLTransientConnectionException _,
                        DataAccessResourceFailureException _,
                        CannotCreateTransactionException _ -> {
                    return new SangamException(KernelError.SERVICE_UNAVAILABLE, UNAVAILABLE);
                }
                case SQLException sql
                when sql.getSQLState() != null -> {
                    return ofState(sql.getSQLState());
                }
                // Not the server's words but those of the driver or the pool, of a connection that was cut: also when
                // it
                // is noticed only while rolling back.
                case SQLException _, TransactionSystemException _ -> lost = true;
                default -> {}
            }
        }
        return lost ? new SangamException(KernelError.SERVICE_UNAVAILABLE, UNAVAILABLE) : null;
    }

    /// By [PostgreSQL's error codes](https://www.postgresql.org/docs/current/errcodes-appendix.html).
    private static @Nullable SangamException ofState(String state) {
        return switch (state) {
            case "23505" -> new SangamException(KernelError.VALUE_TAKEN, "There is already a record with this value");
            case "22021", "22P05" ->
                new SangamException(KernelError.VALIDATION_FAILED, "A text holds a character that can't be stored");
            case "22001", "22003", "22008" ->
                new SangamException(KernelError.VALIDATION_FAILED, "A value is longer or larger than can be stored");
            case "40001", "40P01", "55P03" ->
                new SangamException(
                        KernelError.CONCURRENT_CHANGE, "Somebody changed the same thing at this moment; try again");
            default -> isOutage(state) ? new SangamException(KernelError.SERVICE_UNAVAILABLE, UNAVAILABLE) : null;
        };
    }

    /// Connection lost, out of resources, statement timeout, shutdown, read-only standby.
    private static boolean isOutage(String state) {
        return state.startsWith("08")
                || state.startsWith("53")
                || state.startsWith("57")
                || state.startsWith("58")
                || state.equals("25P03")
                || state.equals("25006");
    }
}

package io.sangam.database;

import org.jooq.ExecuteContext;
import org.jooq.ExecuteListener;
import org.jooq.ExecuteType;

/// Whatever a transaction asks PostgreSQL by jOOQ finds what the transaction has put in before.
final class SaidFirst implements ExecuteListener {

    @Override
    public void start(ExecuteContext context) {
        Unsaid.before(context.type() != ExecuteType.READ);
    }
}

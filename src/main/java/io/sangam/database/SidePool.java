package io.sangam.database;

import com.zaxxer.hikari.HikariDataSource;
import javax.sql.DataSource;

/// A few connections beside the pool, for single statements that must not wait for one of its own.
public final class SidePool implements AutoCloseable {

    private final HikariDataSource pool;

    SidePool(HikariDataSource pool) {
        this.pool = pool;
    }

    public DataSource dataSource() {
        return pool;
    }

    @Override
    public void close() {
        pool.close();
    }
}

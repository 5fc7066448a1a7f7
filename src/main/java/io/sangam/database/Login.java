package io.sangam.database;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/// One way into a database: the address, and who enters.
public record Login(String url, String user, String password) {

    Login as(String otherUser, String otherPassword) {
        return new Login(url, otherUser, otherPassword);
    }

    public Connection connect() throws SQLException {
        return DriverManager.getConnection(url, user, password);
    }

    @Override
    public String toString() {
        return user + " at " + url.replaceFirst("\\?.*", "");
    }
}

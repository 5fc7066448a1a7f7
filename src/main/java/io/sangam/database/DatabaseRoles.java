package io.sangam.database;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Creates the two roles: an owner that migrates, and the application's role that owns nothing and can't bypass row
/// security.
final class DatabaseRoles {

    private static final String OWNER = "sangam_owner";
    private static final String DATABASE = "sangam";

    private DatabaseRoles() {}

    /// In a server of our own: the database and its owner. Returns the owner's way in.
    static Login createOwner(Login superuser) {
        var password = derived(superuser.password(), OWNER);
        try (var connection = superuser.connect()) {
            ensureRole(connection, OWNER, password);
            if (!exists(connection, "select 1 from pg_database where datname = ?", DATABASE)) {
                execute(connection, "create database " + DATABASE + " owner " + OWNER);
            }
            execute(connection, "alter role " + OWNER + " createrole");
        } catch (SQLException e) {
            throw new IllegalStateException("Could not prepare the database " + DATABASE, e);
        }
        return new Login(superuser.url().replaceFirst("/postgres$", "/" + DATABASE), OWNER, password);
    }

    /// The application's role beside any owner. Its password follows from the owner's, so nothing more has to be kept.
    static Login createApplicationRole(Login owner) {
        try (var connection = owner.connect()) {
            takeTurn(connection);
            var role = connection.getCatalog() + "_app";
            var password = derived(owner.password(), role);
            ensureRole(connection, role, password);
            execute(connection, "alter role " + quoted(role) + " set statement_timeout = '30s'");
            // A table holds all tenants' rows: whoever reads it from end to end reads the others' too (ADR 23).
            execute(connection, "alter role " + quoted(role) + " set enable_seqscan = off");
            // Before PostgreSQL 18, the cost of a scan that can't be avoided looks worth compiling the statement for.
            execute(connection, "alter role " + quoted(role) + " set jit = off");
            execute(connection, "alter role " + quoted(role) + " set idle_in_transaction_session_timeout = '60s'");
            return owner.as(role, password);
        } catch (SQLException e) {
            throw new DatabaseUnusable(
                    "Could not create the application role as " + owner
                            + ". Give the owner the CREATEROLE right, or create a role by hand and set"
                            + " sangam.database.app-user and sangam.database.app-password.",
                    e);
        }
    }

    /// Processes that start at once change the catalogue one after the other: PostgreSQL refuses it to two at a time.
    /// The
    /// turn ends with the connection.
    static void takeTurn(Connection connection) throws SQLException {
        execute(connection, "select pg_advisory_lock(7264263)");
    }

    private static void ensureRole(Connection connection, String role, String password) throws SQLException {
        if (exists(connection, "select 1 from pg_roles where rolname = ? and (rolsuper or rolbypassrls)", role)) {
            throw new IllegalStateException("The role " + role + " may bypass row security; run alter role "
                    + quoted(role) + " nosuperuser nobypassrls as a superuser");
        }
        // Only a superuser may name these attributes when he alters a role, even to take them away.
        var change = exists(connection, "select 1 from pg_roles where rolname = ?", role)
                ? "alter role " + quoted(role) + " login"
                : "create role " + quoted(role) + " login nosuperuser nobypassrls nocreatedb";
        execute(connection, change + " password '" + password + "'");
    }

    private static boolean exists(Connection connection, String query, String name) throws SQLException {
        try (var statement = connection.prepareStatement(query)) {
            statement.setString(1, name);
            return statement.executeQuery().next();
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    private static String derived(String secret, String purpose) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(purpose.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HmacSHA256 is part of every JDK", e);
        }
    }
}

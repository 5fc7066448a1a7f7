package io.sangam.e2e;

import io.sangam.TestApi;
import io.sangam.database.Login;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// The packaged jar with its sample companies, started once for all journeys of this JVM.
final class RunningSangam {

    record Account(String tenant, String email, String password, String role) {}

    private final SangamProcess process;
    private final Path directory;
    private final List<Account> accounts;

    private static final class Holder {
        static final RunningSangam INSTANCE = new RunningSangam();
    }

    static RunningSangam get() {
        return Holder.INSTANCE;
    }

    private RunningSangam() {
        try {
            directory = Files.createTempDirectory(
                    "sangam-e2e", PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
            Installation.get().unpackSample(directory);
            process = SangamProcess.begin(
                    "--sangam.database.dir=" + directory,
                    "--sangam.database.durable=false",
                    "--sangam.sample=true",
                    "--sangam.limits.logins-per-minute=100",
                    "--sangam.outbound.allow=localhost",
                    "--logging.structured.format.console=ecs");
            Runtime.getRuntime().addShutdownHook(new Thread(this::stop));
            process.awaitReady();
            accounts = JsonMapper.shared()
                    .readValue(Files.readString(directory.resolve("sample-accounts.json")), new TypeReference<>() {});
        } catch (IOException e) {
            throw new IllegalStateException("Sangam did not start", e);
        }
    }

    /// What it has said so far.
    List<String> log() {
        return process.log();
    }

    String url() {
        return process.url();
    }

    /// The way into its database for whom no row is hidden.
    Login superuser() {
        try {
            var port = Files.readAllLines(directory.resolve("postgres/postmaster.pid"))
                    .get(3);
            return new Login(
                    "jdbc:postgresql://127.0.0.1:" + port.strip() + "/sangam",
                    "postgres",
                    Files.readString(directory.resolve("postgres.password")));
        } catch (IOException e) {
            throw new IllegalStateException("There is no database in " + directory, e);
        }
    }

    /// The API as somebody uses it from a script.
    TestApi as(Account account) {
        var login = process.api()
                .post(
                        "/auth/login",
                        Map.of(
                                "tenant", account.tenant(),
                                "email", account.email(),
                                "password", account.password()));
        return process.api().as(login.data().path("accessToken").asString());
    }

    /// Any one of those with the role.
    Account account(String tenant, String role) {
        return accounts.stream()
                .filter(account ->
                        account.tenant().equals(tenant) && account.role().equals(role))
                .findFirst()
                .orElseThrow();
    }

    private void stop() {
        process.close();
        try (var files = Files.walk(directory)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}

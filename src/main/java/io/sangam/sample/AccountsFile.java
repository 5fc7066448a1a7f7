package io.sangam.sample;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// Where the passwords of the sample people are told: readable by the owner of the data directory only.
final class AccountsFile {

    record Account(String tenant, String email, String password, String role) {}

    private static final String NAME = "sample-accounts.json";

    private final Path path;
    private final JsonMapper json;

    AccountsFile(Path directory, JsonMapper json) {
        this.path = directory.resolve(NAME);
        this.json = json;
    }

    Path path() {
        return path;
    }

    /// Takes the place of what the file says about the same company. Never readable by others, not even for a moment.
    void put(String tenant, List<Account> accounts) {
        try {
            var all = new ArrayList<>(read());
            all.removeIf(account -> account.tenant().equals(tenant));
            all.addAll(accounts);
            all.sort(Comparator.comparing(Account::tenant));
            Files.createDirectories(path.toAbsolutePath().getParent());
            var fresh = path.resolveSibling(NAME + ".new");
            Files.deleteIfExists(fresh);
            Files.createFile(fresh, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(
                    fresh,
                    json.writer().with(SerializationFeature.INDENT_OUTPUT).writeValueAsString(all) + "\n");
            Files.move(fresh, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("The sample accounts can't be written to " + path, e);
        }
    }

    private List<Account> read() throws IOException {
        return Files.exists(path) ? json.readValue(Files.readString(path), new TypeReference<>() {}) : List.of();
    }
}

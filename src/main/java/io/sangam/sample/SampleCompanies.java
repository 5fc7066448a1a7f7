package io.sangam.sample;

import io.sangam.database.DatabaseSettings;
import io.sangam.setup.Console;
import io.sangam.tenancy.Tenants;
import java.security.SecureRandom;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// Loads the sample companies that are not there yet, when the process is asked for them.
@Component
@Order(50)
class SampleCompanies implements ApplicationRunner, ApplicationListener<ApplicationReadyEvent> {

    private static final String ALPHABET = "abcdefghjkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";
    private static final int PASSWORD_LENGTH = 20;

    private final SampleLoader loader;
    private final Tenants tenants;
    private final AccountsFile accounts;
    private final boolean wanted;
    private final SecureRandom random = new SecureRandom();

    SampleCompanies(
            SampleLoader loader,
            Tenants tenants,
            DatabaseSettings database,
            JsonMapper json,
            @Value("${sangam.sample:false}") boolean wanted) {
        this.loader = loader;
        this.tenants = tenants;
        this.accounts = new AccountsFile(database.dir(), json);
        this.wanted = wanted;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        if (wanted) {
            List.of(Company.ACME, Company.GLOBEX, Company.HARBOUR).forEach(this::loadOnce);
        }
    }

    private void loadOnce(Company company) {
        var slug = company.tenant().slug();
        if (tenants.activeBySlug(slug).isPresent()) {
            return;
        }
        Console.say("Loading the sample company " + slug + "…");
        var passwords = new LinkedHashMap<String, String>();
        company.people().forEach(person -> passwords.put(Staff.email(person.name()), password()));
        // The file comes first: passwords nobody can read would be worse than passwords of nobody.
        accounts.put(slug, accountsOf(company, passwords));
        loader.load(company, passwords);
    }

    private static List<AccountsFile.Account> accountsOf(Company company, Map<String, String> passwords) {
        return company.people().stream()
                .map(person -> {
                    var email = Staff.email(person.name());
                    return new AccountsFile.Account(
                            company.tenant().slug(),
                            email,
                            Objects.requireNonNull(passwords.get(email)),
                            person.role());
                })
                .toList();
    }

    private String password() {
        var text = new StringBuilder();
        for (var i = 0; i < PASSWORD_LENGTH; i++) {
            text.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return text.toString();
    }

    @Override
    public void onApplicationEvent(ApplicationReadyEvent ready) {
        if (wanted) {
            Console.say("Sample companies acme, globex and harbour; who may sign in: " + accounts.path());
        }
    }
}

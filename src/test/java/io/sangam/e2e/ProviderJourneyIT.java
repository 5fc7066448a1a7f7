package io.sangam.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.sangam.TestApi;
import io.sangam.e2e.RunningSangam.Account;
import io.sangam.e2e.Visitor.Screen;
import io.sangam.sso.TestProvider;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// People who sign in where they have an account already: from our page to a real provider's and back.
@Tag("alone")
class ProviderJourneyIT {

    private final RunningSangam sangam = RunningSangam.get();
    private final Account sally = sangam.account("acme", "SALES");
    private final TestApi admin = sangam.as(sangam.account("acme", "ADMIN"));
    private final TestProvider provider = new TestProvider();
    private String id = "";

    @BeforeEach
    void addTheProvider() {
        provider.register(redirect());
        provider.person("sally", sally.email(), true);
        provider.person("stranger", "stranger@elsewhere.example", true);
        var added = admin.post(
                "/sso/providers",
                Map.of(
                        "name",
                        "Harbour ID",
                        "issuer",
                        provider.issuer(),
                        "clientId",
                        TestProvider.CLIENT,
                        "clientSecret",
                        TestProvider.SECRET,
                        "domains",
                        List.of(),
                        "active",
                        true));
        assertThat(added.status()).as(added.body().toString()).isEqualTo(201);
        id = added.data().path("id").asString();
    }

    @AfterEach
    void takeItAway() {
        admin.delete("/sso/providers/" + id + "?version=0");
        provider.close();
    }

    private String redirect() {
        return admin.get("/sso/providers").data().path("redirectUri").asString();
    }

    @Test
    void signsInAtTheProviderAndComesBackToWhereOneWanted() {
        try (var visitor = new Visitor(Screen.DESK)) {
            visitor.page().navigate("/leads");
            chooseProvider(visitor);
            signInThere(visitor, "sally");

            assertThat(visitor.heading("Leads")).isVisible();
            assertThat(visitor.page()).hasURL(Pattern.compile("/leads"));
            visitor.assertNoErrors();
        }
    }

    @Test
    void tellsWhomTheProviderKnowsAndNobodyHere() {
        try (var visitor = new Visitor(Screen.PHONE)) {
            visitor.page().navigate("/sign-in");
            chooseProvider(visitor);
            signInThere(visitor, "stranger");

            assertThat(visitor.page().getByRole(AriaRole.ALERT))
                    .containsText("There is no open account here for you. Ask your administrator.");
            visitor.settle();
            visitor.assertAccessible("the sign-in page after a refusal");
        }
    }

    @Test
    void tellsWhoThoughtBetterOfIt() {
        provider.register(redirect(), true);
        try (var visitor = new Visitor(Screen.DESK)) {
            visitor.page().navigate("/sign-in");
            chooseProvider(visitor);
            signInThere(visitor, "sally");
            visitor.button("Cancel").click();

            assertThat(visitor.page().getByRole(AriaRole.ALERT)).containsText("The provider did not let you in.");
            assertThat(visitor.button("Continue with Harbour ID")).isVisible();
        }
    }

    private static void chooseProvider(Visitor visitor) {
        var company = visitor.page().getByLabel("Company");
        company.fill("acme");
        company.blur();
        visitor.button("Continue with Harbour ID").click();
    }

    private static void signInThere(Visitor visitor, String name) {
        visitor.page().getByLabel("Username").fill(name);
        visitor.page()
                .getByLabel("Password", new Page.GetByLabelOptions().setExact(true))
                .fill(TestProvider.PASSWORD);
        visitor.button("Sign in").click();
    }
}

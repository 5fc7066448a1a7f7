package io.sangam.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.sangam.e2e.Visitor.Screen;
import io.sangam.sso.TestProvider;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// A passkey made and used in a browser, with the authenticator Chromium itself plays for tests.
@Tag("alone")
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

/// Ways in without a password of ours: a passkey, with the authenticator Chromium itself plays for tests, and a real
/// OpenID Connect provider.
class PasskeyJourneyIT {

    private static final JsonObject AUTHENTICATOR = JsonParser.parseString("""
                    {"options":{"protocol":"ctap2","transport":"internal","hasResidentKey":true,\
                    "hasUserVerification":true,"isUserVerified":true,"automaticPresenceSimulation":true}}""").getAsJsonObject();

    private final RunningSangam sangam = RunningSangam.get();

    @Test
    void addsAPasskeyAndSignsInWithItAlone() {
        try (var viewer = new Visitor(Screen.DESK)) {
            var account = sangam.account("acme", "VIEWER");
            var devices = viewer.page().context().newCDPSession(viewer.page());
            devices.send("WebAuthn.enable");
            devices.send("WebAuthn.addVirtualAuthenticator", AUTHENTICATOR);
            viewer.signIn(account);
            viewer.open("/profile");

            viewer.button("Add a passkey").click();
            viewer.dialog().getByLabel("Name").fill("Work laptop");
            viewer.dialog()
                    .getByLabel("Your password", new Locator.GetByLabelOptions().setExact(true))
                    .fill(account.password());
            viewer.settle();
            viewer.assertAccessible("the dialog that adds a passkey");
            viewer.dialog()
                    .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Add a passkey"))
                    .click();
            assertThat(viewer.dialog().getByRole(AriaRole.LISTITEM)).hasCount(10);
            viewer.button("I have kept them").click();
            assertThat(viewer.page().getByText("Work laptop").first()).isVisible();
            viewer.assertAccessible("the profile");

            viewer.page().context().clearCookies();
            viewer.page().evaluate("localStorage.clear()");
            viewer.page().navigate("/sign-in");
            viewer.button("Sign in with a passkey").click();
            assertThat(viewer.page()
                            .getByRole(
                                    AriaRole.HEADING,
                                    new Page.GetByRoleOptions().setLevel(1).setName(Pattern.compile("^Good "))))
                    .isVisible();
            viewer.assertNoErrors();
        }
    }

    @Test
    void signsInAtTheProviderOfTheCompany() {
        var sales = sangam.account("acme", "SALES");
        var meera = sangam.account("acme", "ADMIN");
        var admin = sangam.as(meera);
        try (var provider = new TestProvider();
                var browser = new Visitor(Screen.DESK)) {
            provider.register(sangam.url() + "/api/v1/sso/callback");
            provider.person("at-work", sales.email(), true);
            var made = admin.post(
                    "/sso/providers",
                    Map.of(
                            "name",
                            "Example ID",
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
            Assertions.assertThat(made.status()).as(made.body().toString()).isEqualTo(201);
            var page = browser.page();
            try {
                page.navigate("/sign-in?to=%2Ftasks");
                page.getByLabel("Company").fill(sales.tenant());
                page.getByLabel("E-mail").focus();
                browser.button("Continue with Example ID").click();

                page.locator("[name=username]").fill("at-work");
                page.locator("[name=password]").fill(TestProvider.PASSWORD);
                page.locator("[type=submit]").click();

                assertThat(browser.heading("Tasks")).isVisible();
                Assertions.assertThat(page.url()).startsWith(sangam.url() + "/tasks");
                var id = admin.get("/users?query=" + sales.email())
                        .data()
                        .path(0)
                        .path("id")
                        .asString();

                page.context().clearCookies();
                page.evaluate("localStorage.clear()");
                browser.signIn(meera);
                browser.open("/users?user=" + id);
                browser.button("Unlink from provider").click();
                browser.settle();
                browser.assertAccessible("the question before unlinking");
                browser.button("Unlink from provider").last().click();
                assertThat(page.getByText(" unlinked from the provider").first())
                        .isVisible();
                browser.assertNoErrors();
            } finally {
                admin.delete("/sso/providers/" + made.data().path("id").asString() + "?version=0");
            }
        }
    }
}

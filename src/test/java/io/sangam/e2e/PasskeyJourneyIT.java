package io.sangam.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.sangam.e2e.Visitor.Screen;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// A passkey made and used in a browser, with the authenticator Chromium itself plays for tests.
@Tag("alone")
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
}

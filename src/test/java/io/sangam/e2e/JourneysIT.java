package io.sangam.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import com.microsoft.playwright.options.Media;
import io.sangam.e2e.Visitor.Screen;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/// What people come for, done by them: in Debian's chromium, against the jar, with the sample companies.
@Tag("alone")
class JourneysIT {

    private final RunningSangam sangam = RunningSangam.get();

    @Test
    void worksALeadFromTheFirstCallToTheOpenedAccount() {
        try (var radha = new Visitor(Screen.DESK)) {
            radha.signIn(sangam.account("globex", "MANAGER"));

            createLead(radha, "Parvati", "Testwala", "+1 256 555 0142");
            radha.button("Open").click();
            assertThat(radha.heading("Parvati Testwala")).isVisible();

            // The first task came with the lead; without it the next status asks for one.
            radha.button("Complete “Follow-up: Parvati Testwala”").first().click();
            assertThat(radha.page().getByText("” completed").first()).isVisible();
            choose(radha, "Follow-up Scheduled");
            assertThat(radha.page().getByText("This status needs a next step")).isVisible();
            move(radha, "Follow-up Scheduled");

            choose(radha, "Follow-up Complete");
            assertThat(radha.page().getByText("Complete the open tasks")).isVisible();
            move(radha, "Follow-up Complete");

            choose(radha, "Sent to HO");
            radha.button("Move to Sent to HO").click();
            assertThat(radha.page().getByText("This is needed.")).isVisible();
            radha.page().getByLabel("Proof of delivery id").last().fill("POD-4711");
            move(radha, "Sent to HO");

            choose(radha, "Account Opened");
            radha.page().getByLabel("Client id").last().fill("GX00004711");
            move(radha, "Account Opened");

            choose(radha, "Account Activated");
            move(radha, "Account Activated");
            assertThat(radha.page().getByRole(AriaRole.REGION, new Page.GetByRoleOptions().setName("Activity")))
                    .containsText("Account Activated");
            radha.assertNoErrors();
        }
    }

    @Test
    void warnsOfALeadThatExistsAlready() {
        try (var radha = new Visitor(Screen.DESK)) {
            radha.signIn(sangam.account("globex", "MANAGER"));
            createLead(radha, "Tara", "Doppel", "+1 256 555 0143");

            fillLead(radha, "Tara", "Doppel", "+1 (256) 555-0143");
            assertThat(radha.dialog().getByText("Someone with these details exists"))
                    .isVisible();
            radha.button("Create lead").click();
            assertThat(radha.dialog().getByText("This lead exists already.")).isVisible();
            radha.dialog()
                    .getByRole(AriaRole.LINK, new Locator.GetByRoleOptions().setName("Tara Doppel"))
                    .click();

            assertThat(radha.heading("Tara Doppel")).isVisible();
            showsScriptsAsTexts(radha);
            radha.assertNoErrors();
        }
    }

    /// IN-05: what strangers typed, wherever it is shown. A script that is refused would be an error in the console.
    private void showsScriptsAsTexts(Visitor radha) {
        var api = sangam.as(sangam.account("globex", "MANAGER"));
        var scripts = List.of(
                "<img src=x onerror=\"window.hacked=1\">",
                "\"><script>window.hacked=1</script>",
                "<svg onload=window.hacked=1>",
                "</textarea><iframe srcdoc=\"<script>parent.hacked=1</script>\">",
                "{{constructor.constructor('window.hacked=1')()}} javascript:window.hacked=1");
        for (var i = 0; i < scripts.size(); i++) {
            var script = scripts.get(i);
            var made = api.post(
                    "/leads",
                    Map.of(
                            "title", script,
                            "company", script,
                            "city", script,
                            "subSource", script,
                            "painPoint", script,
                            "description", script + "\n" + script,
                            "tags", List.of("<script>window.hacked=1</script>"),
                            "source", "self",
                            "phone", "+1 256 555 020" + i));
            Assertions.assertThat(made.status()).as(made.body().toString()).isEqualTo(201);
            var path = "/leads/" + made.data().at("/lead/id").asString();
            Assertions.assertThat(
                            api.post(path + "/comments", Map.of("text", script)).status())
                    .isEqualTo(201);
            radha.open(path);
            assertThat(radha.heading(script)).isVisible();
            requireNothingRan(radha, script);
        }
        for (var path : List.of("/leads", "/tasks")) {
            radha.open(path);
            requireNothingRan(radha, path);
        }
    }

    private static void requireNothingRan(Visitor visitor, String where) {
        Assertions.assertThat(visitor.page().evaluate("""
                        () => [window.hacked ?? '', ...[...document.querySelectorAll(
                          'img[src="x"], [onerror], [onload], iframe, [href^="javascript:"], script')]
                          .filter((e) => e.outerHTML.includes('hacked')).map((e) => e.outerHTML)].join('')
                        """)).as(where).isEqualTo("");
    }

    /// What is printed is the whole record, dark on white, and nothing one could only press.
    @Test
    void printsARecord() {
        try (var radha = new Visitor(Screen.DESK.dark())) {
            radha.signIn(sangam.account("globex", "MANAGER"));
            radha.open("/leads");
            radha.page().locator("main a[href^='/leads/']").first().click();
            var navigation = radha.page().getByRole(AriaRole.NAVIGATION);
            assertThat(radha.button("Share")).isVisible();
            assertThat(navigation).isVisible();

            radha.page().emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));

            assertThat(navigation).isHidden();
            assertThat(radha.button("Share")).isHidden();
            assertThat(radha.page().locator("h1")).isVisible();
            assertThat(radha.page().locator("body")).hasCSS("color-scheme", "light");
            // what is still loading grows a moment longer
            radha.page().waitForFunction("""
                    () => [...document.querySelectorAll('main, main [role=region]')]
                      .every((each) => each.scrollHeight <= each.clientHeight + 1)""");
            radha.assertNoErrors();
        }
    }

    @Test
    void completesAFollowUp() {
        try (var simran = new Visitor(Screen.DESK)) {
            simran.signIn(sangam.account("acme", "SALES"));
            simran.open("/tasks");

            simran.button(Pattern.compile("^Complete “")).first().click();

            assertThat(simran.page().getByText("” completed").first()).isVisible();
            simran.assertNoErrors();
        }
    }

    @Test
    void seesWhoElseLooksAtALeadAndWhatTimeItIsForItsCustomer() {
        try (var radha = new Visitor(Screen.DESK);
                var hema = new Visitor(Screen.PHONE)) {
            radha.signIn(sangam.account("globex", "MANAGER"));
            createLead(radha, "Marisol", "Vega", "+1 256 555 0184");
            radha.button("Open").click();
            assertThat(radha.heading("Marisol Vega")).isVisible();
            // Alabama, half a day behind India
            assertThat(radha.page().getByText(Pattern.compile(" for them"))).isVisible();
            radha.assertAccessible("a lead with the time of its customer");

            hema.signIn(sangam.account("globex", "ADMIN"));
            hema.open(radha.page().url().replaceFirst("^https?://[^/]+", ""));
            assertThat(hema.heading("Marisol Vega")).isVisible();
            assertThat(hema.page().getByText("Radha Krishnan is here")).isVisible();
            assertThat(radha.page().getByText("Hema Subramaniam is here")).isVisible();
            hema.assertAccessible("a lead somebody else looks at, on a phone");

            hema.open("/leads");
            assertThat(radha.page().getByText("Hema Subramaniam is here")).hasCount(0);
            radha.assertNoErrors();
            hema.assertNoErrors();
        }
    }

    @Test
    void showsNothingToAnotherCompany() {
        String lead;
        try (var radha = new Visitor(Screen.DESK)) {
            radha.signIn(sangam.account("globex", "MANAGER"));
            createLead(radha, "Quillfeather", "Secret", "+1 256 555 0144");
            radha.button("Open").click();
            assertThat(radha.heading("Quillfeather Secret")).isVisible();
            lead = radha.page().url().replaceFirst("^https?://[^/]+", "").replaceFirst("[?#].*", "");
        }

        try (var meera = new Visitor(Screen.DESK)) {
            meera.signIn(sangam.account("acme", "ADMIN"));
            meera.open("/leads");
            meera.page()
                    .getByRole(AriaRole.SEARCHBOX, new Page.GetByRoleOptions().setName("Search this list"))
                    .fill("Quillfeather");
            assertThat(meera.page().getByText("Nothing matches this view")).isVisible();
            meera.open(lead);
            assertThat(meera.heading("This record is not here")).isVisible();
            assertThat(meera.page().getByText("Quillfeather")).hasCount(0);
            meera.assertNoErrors();
        }
    }

    /// Without a mail server the sample keeps its mails on a page of its own.
    @Test
    void choosesANewPasswordByALinkInAMail() {
        var account = sangam.account("globex", "VIEWER");
        try (var sita = new Visitor(Screen.PHONE)) {
            sita.open("/sign-in");
            sita.page()
                    .getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Forgot your password?"))
                    .click();
            sita.page().getByLabel("Company").fill(account.tenant());
            sita.page().getByLabel("E-mail").fill(account.email());
            sita.settle();
            sita.assertAccessible("asking for a link");
            sita.button("Send the link").click();
            assertThat(sita.heading("Look into your mailbox")).isVisible();

            sita.open("/mails");
            sita.page().getByText("Choose a new password for Sangam").first().click();
            sita.assertAccessible("caught mails");
            sita.page()
                    .getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(Pattern.compile("set-password#")))
                    .first()
                    .click();

            assertThat(sita.heading("Choose a new password")).isVisible();
            Assertions.assertThat(sita.page().url()).endsWith("/set-password");
            sita.page()
                    .getByLabel("New password", new Page.GetByLabelOptions().setExact(true))
                    .fill("seven new quiet herons");
            sita.assertAccessible("choosing a password");
            sita.button("Set password").click();
            assertThat(sita.heading("Your password is set")).isVisible();

            sita.signIn(new RunningSangam.Account(
                    account.tenant(), account.email(), "seven new quiet herons", account.role()));
            sita.open("/profile");
            assertThat(sita.page().getByText("Signed in with the password").first())
                    .isVisible();
            sita.assertNoErrors();
        }
    }

    @Test
    void takesAListAwayAsAFileWhereTheRightIsHeld() throws Exception {
        try (var meera = new Visitor(Screen.DESK)) {
            meera.signIn(sangam.account("acme", "ADMIN"));
            meera.open("/leads");
            meera.button("Export").first().click();
            meera.dialog()
                    .getByText("CSV", new Locator.GetByTextOptions().setExact(true))
                    .click();
            meera.settle();
            meera.assertAccessible("the export of a list");

            var file = meera.page()
                    .waitForDownload(() -> meera.dialog()
                            .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Export"))
                            .click());

            Assertions.assertThat(file.suggestedFilename()).matches("leads-\\d{4}-\\d\\d-\\d\\d\\.csv");
            Assertions.assertThat(Files.readString(file.path()))
                    .startsWith("\uFEFFName,")
                    .contains("\r\n");
            assertThat(meera.page().getByText("Saved as " + file.suggestedFilename()))
                    .isVisible();
            meera.assertNoErrors();
        }

        try (var simran = new Visitor(Screen.DESK)) {
            simran.signIn(sangam.account("acme", "SALES"));
            simran.open("/leads");
            assertThat(simran.page().getByRole(AriaRole.GRID)).isVisible();
            assertThat(simran.button("Export")).hasCount(0);
        }
    }

    @Test
    void keepsEveryWayToReachSomebodyAndSharesWithATeam() {
        try (var radha = new Visitor(Screen.DESK)) {
            radha.signIn(sangam.account("globex", "MANAGER"));
            createLead(radha, "Lakshmi", "Reachable", "+1 256 555 0145");
            radha.button("Open").click();
            assertThat(radha.heading("Lakshmi Reachable")).isVisible();

            radha.button("Edit").first().click();
            radha.dialog()
                    .getByText("E-mail", new Locator.GetByTextOptions().setExact(true))
                    .click();
            radha.button("Save").click();
            assertThat(radha.dialog().getByText("Enter a number or an address")).isVisible();
            radha.dialog().getByLabel("Number or address").last().fill("lakshmi@example.com");
            radha.button("Save").click();
            assertThat(radha.page().getByText("Ways to reach saved")).isVisible();
            assertThat(radha.page().getByText("lakshmi@example.com").first()).isVisible();

            radha.button("Share").first().click();
            radha.dialog().getByRole(AriaRole.COMBOBOX).first().click();
            radha.page()
                    .getByRole(AriaRole.OPTION, new Page.GetByRoleOptions().setName(Pattern.compile("^Head office")))
                    .click();
            radha.dialog()
                    .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Share"))
                    .click();
            assertThat(radha.dialog().getByRole(AriaRole.LISTITEM)).containsText("Head office");
            radha.assertNoErrors();
        }
    }

    @Test
    void looksAfterAPartnerAndTheCompany() {
        try (var hema = new Visitor(Screen.DESK)) {
            hema.signIn(sangam.account("globex", "ADMIN"));
            hema.open("/partners");
            hema.button("New partner").first().click();
            hema.dialog().getByLabel("Name").first().fill("Konkan Connect");
            hema.button("Create partner").click();
            hema.button("Open").click();
            assertThat(hema.heading("Konkan Connect")).isVisible();

            hema.open("/settings/company");
            hema.page().getByLabel("Hours to a first task").fill("4");
            hema.page()
                    .getByLabel("Saturday", new Page.GetByLabelOptions().setExact(true))
                    .uncheck();
            hema.button("Save").click();
            assertThat(hema.page().getByText("Company settings saved")).isVisible();
            hema.open("/settings/company");
            assertThat(hema.page().getByLabel("Hours to a first task")).hasValue("4");
            hema.assertNoErrors();
        }
    }

    @Test
    void logsInJsonAndNothingAboutPeople() {
        try (var radha = new Visitor(Screen.DESK)) {
            radha.signIn(sangam.account("globex", "MANAGER"));
            createLead(radha, "Ottoline", "Unmentioned", "+1 256 555 0146");
            radha.open("/leads/00000000-0000-7000-8000-000000000000");
            assertThat(radha.heading("This record is not here")).isVisible();
        }
        var spoken = sangam.log();
        var lines = spoken.stream().filter(line -> line.startsWith("{")).toList();

        // The only others tell whoever started it where to go.
        Assertions.assertThat(spoken).filteredOn(line -> !line.startsWith("{")).hasSizeLessThan(6);
        Assertions.assertThat(lines)
                .hasSizeGreaterThan(10)
                .allSatisfy(line -> Assertions.assertThat(JsonMapper.shared()
                                .readTree(line)
                                .path("@timestamp")
                                .asString())
                        .isNotEmpty());
        Assertions.assertThat(String.join(" ", spoken))
                .doesNotContain("Ottoline", "Unmentioned", "2565550146", "555 0146", "@example.com");
    }

    @Test
    void fitsAPhone() {
        try (var akhil = new Visitor(Screen.PHONE)) {
            akhil.signIn(sangam.account("globex", "SALES"));
            for (var page : List.of("/", "/leads", "/tasks", "/partners")) {
                akhil.open(page);
                akhil.assertAccessible(page + " on a phone");
            }
            akhil.open("/leads");
            akhil.page()
                    .getByRole(AriaRole.LISTITEM)
                    .getByRole(AriaRole.LINK)
                    .first()
                    .click();
            assertThat(akhil.page().getByRole(AriaRole.GROUP, new Page.GetByRoleOptions().setName("Status")))
                    .isVisible();
            akhil.settle();
            akhil.assertAccessible("a lead on a phone");
            akhil.assertNoErrors();
        }
    }

    /// The brief's count for a clean file: open, choose, import.
    @Test
    void importsACleanFileInThreeClicks() {
        var people = "Full name,Phone\nMira Cleanwala,+1 256 555 0172\nVarun Cleanwala,+1 256 555 0173\n";
        try (var radha = new Visitor(Screen.DESK)) {
            radha.signIn(sangam.account("globex", "MANAGER"));
            radha.open("/leads");
            radha.page().evaluate("""
                    () => {
                      window.clicks = 0
                      addEventListener('click', (event) => (window.clicks += event.isTrusted ? 1 : 0), true)
                    }
                    """);
            radha.button("Import a file").click();
            radha.page()
                    .waitForFileChooser(radha.button("Choose a file").last()::click)
                    .setFiles(new FilePayload("people.csv", "text/csv", people.getBytes(StandardCharsets.UTF_8)));
            assertThat(radha.dialog().getByText("Every row can be taken")).isVisible();
            radha.button("Import 2 rows").click();
            assertThat(radha.dialog().getByText("The import is finished.")).isVisible();
            Assertions.assertThat(radha.page().evaluate("() => window.clicks")).isEqualTo(3);

            radha.button("Undo the import").click();
            assertThat(radha.dialog().getByText("The import was taken back.")).isVisible();
            radha.assertAccessible("an import that was taken back");
            radha.assertNoErrors();
        }
    }

    private static void createLead(Visitor visitor, String first, String last, String phone) {
        fillLead(visitor, first, last, phone);
        visitor.button("Create lead").click();
        assertThat(visitor.page().getByText("Lead created")).isVisible();
    }

    private static void fillLead(Visitor visitor, String first, String last, String phone) {
        visitor.open("/leads");
        visitor.button("New lead").first().click();
        visitor.dialog().getByLabel("First name").fill(first);
        visitor.dialog().getByLabel("Last name").fill(last);
        visitor.dialog().getByLabel("Phone").fill(phone);
    }

    /// Opens the form of a move from the list of all statuses.
    private static void choose(Visitor visitor, String status) {
        visitor.page()
                .getByRole(AriaRole.GROUP, new Page.GetByRoleOptions().setName("Status"))
                .locator("[aria-current=step]")
                .click();
        visitor.page()
                .getByRole(AriaRole.OPTION, new Page.GetByRoleOptions().setName(Pattern.compile("^" + status)))
                .first()
                .click();
    }

    private static void move(Visitor visitor, String status) {
        visitor.button("Move to " + status).click();
        assertThat(visitor.page().getByText("Moved to " + status).first()).isVisible();
    }
}

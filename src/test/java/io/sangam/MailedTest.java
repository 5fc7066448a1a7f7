package io.sangam;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestConstructor;

/// One application with a mail server for all suites whose mails leave it, so that they share its start.
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "sangam.limits.requests-per-minute=0",
            "sangam.url=https://crm.example.org",
            "sangam.mail.host=127.0.0.1",
            "sangam.mail.tls=none",
            "sangam.mail.from=sangam@example.org",
            "sangam.jobs.poll=100ms"
        })
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
public abstract class MailedTest {

    protected static final GreenMail SERVER = new GreenMail(ServerSetup.SMTP.dynamicPort());

    @DynamicPropertySource
    static void mailServer(DynamicPropertyRegistry registry) {
        SERVER.start();
        registry.add("sangam.mail.port", () -> SERVER.getSmtp().getPort());
    }
}

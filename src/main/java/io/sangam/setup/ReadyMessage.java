package io.sangam.setup;

import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/// Tells where to point the browser, with the port really bound (`--port 0` lets the system choose).
@Component
@Order(0)
class ReadyMessage implements ApplicationListener<ApplicationReadyEvent> {

    private final Environment environment;

    ReadyMessage(Environment environment) {
        this.environment = environment;
    }

    @Override
    public void onApplicationEvent(ApplicationReadyEvent ready) {
        var port = environment.getProperty("local.server.port");
        if (port != null) {
            Console.say("Sangam is ready: http://localhost:" + port);
        }
    }
}

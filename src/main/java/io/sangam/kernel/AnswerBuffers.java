package io.sangam.kernel;

import jakarta.servlet.ServletException;
import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Room for an answer of usual size, so that it leaves in one piece, with its length: a page of a list is twice
/// Tomcat's
/// own buffer, and each piece costs both ends a call of the kernel.
@Configuration(proxyBeanMethods = false)
class AnswerBuffers {

    private static final int SIZE = 32 * 1024;

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> roomy() {
        return factory -> {
            factory.addConnectorCustomizers(
                    connector -> connector.setProperty("socket.appWriteBufSize", String.valueOf(SIZE)));
            factory.addContextCustomizers(context -> context.getPipeline().addValve(new Buffering()));
        };
    }

    private static final class Buffering extends ValveBase {

        Buffering() {
            super(true);
        }

        @Override
        public void invoke(Request request, Response response) throws IOException, ServletException {
            response.setBufferSize(SIZE);
            getNext().invoke(request, response);
        }
    }
}

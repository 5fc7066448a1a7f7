package io.sangam.kernel;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.ActionCode;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Ends an answer that can't be completed so that its reader notices: the connection closes before
/// the last chunk. Any other end of a file that was cut short looks like a short file.
@Configuration(proxyBeanMethods = false)
public class CutAnswers {

    private static final String MARK = CutAnswers.class.getName();

    CutAnswers() {}

    /// Takes effect when the request's handling returns.
    public static void cut(HttpServletRequest request) {
        request.setAttribute(MARK, true);
    }

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> cutter() {
        return factory ->
                factory.addContextCustomizers(context -> context.getPipeline().addValve(new Cutter()));
    }

    private static final class Cutter extends ValveBase {

        Cutter() {
            super(true);
        }

        @Override
        public void invoke(Request request, Response response) throws IOException, ServletException {
            getNext().invoke(request, response);
            if (request.getAttribute(MARK) != null) {
                response.getCoyoteResponse().action(ActionCode.CLOSE_NOW, null);
            }
        }
    }
}

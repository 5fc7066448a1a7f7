package io.sangam.kernel;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;
import tools.jackson.databind.json.JsonMapper;

/// What the servlet container refuses by itself is a problem document too.
@Configuration(proxyBeanMethods = false)
class ContainerErrors {

    /// Requests that reached the application: the container forwards them here.
    @Controller
    static class ErrorPage implements ErrorController {

        private final ProblemWriter problems;

        ErrorPage(ProblemWriter problems) {
            this.problems = problems;
        }

        @RequestMapping("/error")
        void error(HttpServletRequest request, HttpServletResponse response) throws IOException {
            var code = StatusCodes.of(
                    request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer status ? status : 404);
            var original = new jakarta.servlet.http.HttpServletRequestWrapper(request) {
                @Override
                public String getRequestURI() {
                    return request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI) instanceof String uri
                            ? uri
                            : request.getRequestURI();
                }
            };
            problems.write(original, response, new SangamException(code, StatusCodes.detail(code)));
        }
    }

    /// Requests so broken that they reach no application: bad request lines, headers too large. Added after Boot's own
    /// valve, hence inside it and first to answer.
    @Bean
    @Order(Ordered.LOWEST_PRECEDENCE)
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> problemReports(JsonMapper json) {
        return factory -> factory.addContextCustomizers(
                context -> context.getParent().getPipeline().addValve(new ProblemReport(json)));
    }

    private static final class ProblemReport extends ErrorReportValve {

        private final JsonMapper json;

        ProblemReport(JsonMapper json) {
            this.json = json;
        }

        @Override
        protected void report(Request request, Response response, @Nullable Throwable failure) {
            if (response.getStatus() < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
                return;
            }
            try (var _ = MDC.putCloseable(Problems.TRACE_ID, TraceId.fresh())) {
                var status = HttpStatus.valueOf(response.getStatus());
                var code = StatusCodes.of(status.value());
                var body = json.writeValueAsString(Problems.asMap(status, code.name(), StatusCodes.detail(code), ""));
                response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
                response.setCharacterEncoding("utf-8");
                var writer = response.getReporter();
                if (writer != null) {
                    writer.write(body);
                    response.finishResponse();
                }
            } catch (IOException | IllegalStateException _) {
                // the caller went away, or the answer is already on its way
            }
        }
    }
}

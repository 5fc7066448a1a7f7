package io.sangam.kernel;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/// A worker answers monitoring and nobody else: neither API nor sockets nor the web app.
@Component
@ConditionalOnProperty(name = "sangam.role", havingValue = "worker")
@Order(Ordered.HIGHEST_PRECEDENCE + 2)
class WorkerDoor extends OncePerRequestFilter {

    private final ProblemWriter problems;

    WorkerDoor(ProblemWriter problems) {
        this.problems = problems;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        var path = request.getRequestURI();
        return path.equals("/metrics") || path.equals("/health") || path.startsWith("/health/");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        problems.write(
                request,
                response,
                new SangamException(KernelError.NOT_FOUND, "This process is a worker; web processes answer this"));
    }
}

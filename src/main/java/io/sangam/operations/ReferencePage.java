package io.sangam.operations;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/// The API reference for people: Swagger UI from its own package, started by a script file of ours because the content
/// policy allows no inline scripts.
@Controller
class ReferencePage {

    private static final String ADDRESS = "/api/v1/docs";

    @GetMapping(ADDRESS)
    ResponseEntity<ClassPathResource> page() {
        return ResponseEntity.ok()
                .contentType(MediaType.TEXT_HTML)
                .cacheControl(CacheControl.noCache())
                .body(new ClassPathResource("operations/docs/index.html"));
    }

    @Configuration(proxyBeanMethods = false)
    static class Files implements WebMvcConfigurer {

        @Override
        public void addResourceHandlers(ResourceHandlerRegistry registry) {
            registry.addResourceHandler(ADDRESS + "/**")
                    .addResourceLocations("classpath:/operations/docs/", swaggerUi())
                    .setCacheControl(CacheControl.maxAge(Duration.ofHours(1)).cachePublic());
        }

        /// The folder carries the version in its name.
        private static String swaggerUi() {
            try {
                var bundle = new PathMatchingResourcePatternResolver()
                        .getResources("classpath*:/META-INF/resources/webjars/swagger-ui/*/swagger-ui-bundle.js");
                return bundle[0].getURL().toString().replace("swagger-ui-bundle.js", "");
            } catch (IOException e) {
                throw new UncheckedIOException("Swagger UI is part of the class path", e);
            }
        }
    }
}

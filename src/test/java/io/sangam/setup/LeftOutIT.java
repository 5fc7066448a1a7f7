package io.sangam.setup;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.annotation.Annotation;
import java.util.Arrays;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springdoc.core.events.SpringDocAppInitializer;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.jackson.JacksonComponent;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.util.ReflectionUtils;
import org.springframework.validation.annotation.Validated;

@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class LeftOutIT {

    @Autowired
    ConfigurableApplicationContext product;

    @Test
    void noBeanNeedsWhatIsLeftOut() {
        assertThat(LeftOut.NAMES).noneMatch(product::containsBean);

        // it says at the start that the description of the API is public, which is meant
        assertThat(beans(LeftOutIT::listens)).containsExactly(SpringDocAppInitializer.class);
        assertThat(beans(annotated(JacksonComponent.class))).isEmpty();
        assertThat(beans(annotated(Validated.class)).filter(type -> !isSettings(type)))
                .isEmpty();
    }

    private Stream<Class<?>> beans(Predicate<Class<?>> which) {
        return Arrays.stream(product.getBeanDefinitionNames())
                .<Class<?>>map(product::getType)
                .filter(Objects::nonNull)
                .filter(which);
    }

    private static boolean listens(Class<?> type) {
        return Arrays.stream(ReflectionUtils.getAllDeclaredMethods(type))
                .anyMatch(method -> AnnotatedElementUtils.hasAnnotation(method, EventListener.class));
    }

    private static Predicate<Class<?>> annotated(Class<? extends Annotation> annotation) {
        return type -> AnnotatedElementUtils.hasAnnotation(type, annotation);
    }

    /// Settings are validated when they are bound.
    private static boolean isSettings(Class<?> type) {
        return type.getSimpleName().endsWith("Properties");
    }
}

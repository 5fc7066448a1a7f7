package io.sangam.setup;

import java.util.List;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.BeanDefinitionRegistryPostProcessor;
import org.springframework.context.annotation.AnnotationConfigUtils;
import org.springframework.stereotype.Component;

/// What Spring brings along, looks through all beans for at each start, and finds nothing: methods that are
/// `@EventListener` (ours are `ApplicationListener`), beans that are `@JacksonComponent`, and classes that are
/// `@Validated` (controllers' parameters are validated without it). `LeftOutIT` fails for who uses one.
@Component
class LeftOut implements BeanDefinitionRegistryPostProcessor {

    static final List<String> NAMES = List.of(
            AnnotationConfigUtils.EVENT_LISTENER_PROCESSOR_BEAN_NAME,
            "jsonComponentModule",
            "methodValidationPostProcessor");

    @Override
    public void postProcessBeanDefinitionRegistry(BeanDefinitionRegistry registry) {
        // a prepared start has left them out when it was prepared
        NAMES.stream().filter(registry::containsBeanDefinition).forEach(registry::removeBeanDefinition);
    }
}

package io.sangam.setup;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.core.ResolvableType;
import org.springframework.util.ClassUtils;

/// Asked about the product's own beans, both answer the same. None is made for it.
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class BeansByTypeIT {

    @Autowired
    DefaultListableBeanFactory product;

    @Test
    void answersWhatSpringAnswers() {
        var springs = frozen(new DefaultListableBeanFactory());
        var ours = frozen(new BeansByType());

        var types = types();
        assertThat(types).hasSizeGreaterThan(400);
        for (var type : types) {
            for (var prototypesToo : List.of(true, false)) {
                assertThat(ours.getBeanNamesForType(type, prototypesToo, false))
                        .as(type.getName())
                        .containsExactly(springs.getBeanNamesForType(type, prototypesToo, false));
            }
            var generic = ResolvableType.forClass(type);
            assertThat(ours.getBeanNamesForType(generic, true, false))
                    .as(type.getName())
                    .containsExactly(springs.getBeanNamesForType(generic, true, false));
        }
    }

    @Test
    void parametersOfATypeCount() {
        var beans = new BeansByType();
        var length = new RootBeanDefinition();
        length.setTargetType(ResolvableType.forClassWithGenerics(Function.class, String.class, Integer.class));
        beans.registerBeanDefinition("length", length);
        beans.freezeConfiguration();

        assertThat(named(beans, Function.class, String.class, Integer.class)).containsExactly("length");
        assertThat(named(beans, Function.class, Integer.class, String.class)).isEmpty();
        assertThat(named(beans, Map.class, String.class, Integer.class)).isEmpty();
    }

    private static String[] named(BeansByType beans, Class<?> type, Class<?>... parameters) {
        return beans.getBeanNamesForType(ResolvableType.forClassWithGenerics(type, parameters), true, false);
    }

    private <F extends DefaultListableBeanFactory> F frozen(F beans) {
        for (var name : product.getBeanDefinitionNames()) {
            beans.registerBeanDefinition(name, product.getBeanDefinition(name));
        }
        beans.freezeConfiguration();
        return beans;
    }

    private Set<Class<?>> types() {
        var types = new HashSet<Class<?>>();
        for (var name : product.getBeanDefinitionNames()) {
            var type = product.getType(name, false);
            if (type != null) {
                types.addAll(ClassUtils.getAllInterfacesForClassAsSet(type));
            }
            for (Class<?> each = type; each != null; each = each.getSuperclass()) {
                types.add(each);
            }
        }
        return types;
    }
}

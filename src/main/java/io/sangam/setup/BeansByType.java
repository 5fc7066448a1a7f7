package io.sangam.setup;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.core.ResolvableType;
import org.springframework.util.ClassUtils;

/// Knows of each of our types which beans are of it. Spring walks over all beans, some nine hundred, for each of the
/// hundreds of types somebody asks for: a ninth of a start.
class BeansByType extends DefaultListableBeanFactory {

    private static final String OURS = "io.sangam.";

    private transient volatile @Nullable Map<Class<?>, List<String>> names;

    @Override
    public String[] getBeanNamesForType(@Nullable Class<?> type, boolean includeNonSingletons, boolean allowEagerInit) {
        if (type == null || !isConfigurationFrozen() || !type.getName().startsWith(OURS)) {
            return super.getBeanNamesForType(type, includeNonSingletons, allowEagerInit);
        }
        var known = names;
        if (known == null) {
            known = index();
            names = known;
        }
        return known.getOrDefault(type, List.of()).toArray(String[]::new);
    }

    /// What no bean is at all, none is with parameters: Spring Security asks for forty kinds of customizers.
    @Override
    public String[] getBeanNamesForType(ResolvableType type, boolean includeNonSingletons, boolean allowEagerInit) {
        var raw = type.resolve();
        return raw != null
                        && type.hasGenerics()
                        && getBeanNamesForType(raw, includeNonSingletons, allowEagerInit).length == 0
                ? new String[0]
                : super.getBeanNamesForType(type, includeNonSingletons, allowEagerInit);
    }

    private Map<Class<?>, List<String>> index() {
        var index = new HashMap<Class<?>, List<String>>();
        getBeanNamesIterator().forEachRemaining(name -> {
            var type = getType(name, false);
            if (type != null) {
                ours(type)
                        .forEach(each -> index.computeIfAbsent(each, key -> new ArrayList<>())
                                .add(name));
            }
        });
        return index;
    }

    private static List<Class<?>> ours(Class<?> type) {
        var all = new HashSet<Class<?>>(ClassUtils.getAllInterfacesForClassAsSet(type));
        for (Class<?> each = type; each != null; each = each.getSuperclass()) {
            all.add(each);
        }
        return all.stream().filter(each -> each.getName().startsWith(OURS)).toList();
    }
}

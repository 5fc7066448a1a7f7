package io.sangam.tenancy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.aop.support.AopUtils;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.transaction.annotation.AnnotationTransactionAttributeSource;
import org.springframework.transaction.interceptor.TransactionAttributeSource;
import org.springframework.util.ClassUtils;
import org.springframework.util.ReflectionUtils;

/// Who gets transactions is whoever would without `TransactionalBeans`, a library's beans and interfaces included.
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class TransactionalBeansIT {

    private static final TransactionAttributeSource SPRINGS = new AnnotationTransactionAttributeSource(false);

    @Autowired
    ConfigurableApplicationContext product;

    @Test
    void transactionsAreGivenToWhomSpringWouldGiveThem() {
        var beans = product.getBeanFactory();
        var all = Arrays.stream(beans.getBeanDefinitionNames())
                .map(beans::getSingleton)
                .filter(Objects::nonNull)
                .collect(Collectors.partitioningBy(bean -> saysSo(ClassUtils.getUserClass(bean)), Collectors.toSet()));

        assertThat(all.get(true)).hasSizeGreaterThan(60).allMatch(AopUtils::isAopProxy);
        assertThat(all.get(false)).hasSizeGreaterThan(300).noneMatch(AopUtils::isAopProxy);
    }

    private static boolean saysSo(Class<?> type) {
        return Arrays.stream(ReflectionUtils.getAllDeclaredMethods(type))
                .anyMatch(method -> SPRINGS.getTransactionAttribute(method, type) != null);
    }
}

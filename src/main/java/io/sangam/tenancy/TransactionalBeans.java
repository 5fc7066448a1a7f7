package io.sangam.tenancy;

import java.lang.reflect.AnnotatedElement;
import java.util.Arrays;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Role;
import org.springframework.transaction.annotation.AnnotationTransactionAttributeSource;
import org.springframework.transaction.annotation.ProxyTransactionManagementConfiguration;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.interceptor.TransactionAttributeSource;

/// Which beans get transactions: classes of ours that say so. Left to itself Spring asks each method of each bean, in
/// all its superclasses and interfaces, for annotations that might mean a transaction: a tenth of a start.
@Configuration(proxyBeanMethods = false)
@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
class TransactionalBeans extends ProxyTransactionManagementConfiguration {

    @Bean
    @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
    @Override
    public TransactionAttributeSource transactionAttributeSource() {
        return new OurClasses();
    }

    /// Interfaces are not asked: none of ours says it (`TransactionalBeansIT`).
    static final class OurClasses extends AnnotationTransactionAttributeSource {

        private static final String OURS = "io.sangam.";

        OurClasses() {
            super(false);
        }

        @Override
        public boolean isCandidateClass(Class<?> type) {
            return Stream.<Class<?>>iterate(type, OurClasses::isOurs, Class::getSuperclass)
                    .anyMatch(each -> isTransactional(each)
                            || Arrays.stream(each.getDeclaredMethods()).anyMatch(OurClasses::isTransactional));
        }

        private static boolean isOurs(@Nullable Class<?> type) {
            return type != null && type.getName().startsWith(OURS);
        }

        private static boolean isTransactional(AnnotatedElement element) {
            return element.isAnnotationPresent(Transactional.class);
        }
    }
}

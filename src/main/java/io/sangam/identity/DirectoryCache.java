package io.sangam.identity;

import io.sangam.kernel.TenantId;
import io.sangam.tenancy.TenantCache;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;

/// The directory of each tenant: every row scope and every name on a screen asks it.
@Component
class DirectoryCache {

    private final TenantCache<Directory> directories;

    DirectoryCache(UserRepository repository, PlatformTransactionManager transactions) {
        this.directories = new TenantCache<>(transactions, repository::directory);
    }

    Directory get(TenantId tenant) {
        return directories.get(tenant);
    }

    void changed(TenantId tenant) {
        directories.changed(tenant);
    }
}

package io.sangam.access;

import java.util.Map;
import java.util.Set;

/// What one user may do, the highest of all roles he holds. What is not listed is not allowed.
public record Rights(Map<String, ModuleRight> modules, Map<Sensitivity, Visibility> fields, Set<String> roles) {

    /// @param actions named rights beyond reading and writing: `create`, `assign`, `delete`, `share`, `export`,
    /// `unmask`
    public record ModuleRight(Level level, RowScope scope, Set<String> actions) {

        public static final ModuleRight NONE = new ModuleRight(Level.NONE, RowScope.OWN, Set.of());
    }

    public ModuleRight module(String module) {
        return modules.getOrDefault(module, ModuleRight.NONE);
    }

    public boolean canRead(String module) {
        return module(module).level() != Level.NONE;
    }

    public boolean canWrite(String module) {
        return module(module).level() == Level.WRITE;
    }

    public boolean can(String module, String action) {
        return module(module).actions().contains(action);
    }

    /// Whether what nobody owns is there for the taking.
    public boolean worksQueue(String module) {
        return canWrite(module) && module(module).scope() == RowScope.QUEUE;
    }

    public Visibility visibility(Sensitivity sensitivity) {
        return sensitivity == Sensitivity.NONE ? Visibility.CLEAR : fields.getOrDefault(sensitivity, Visibility.HIDDEN);
    }
}

package io.sangam.identity;

import io.sangam.kernel.Actor;

/// Decides who may look into the running system (metrics, comprehensive health). Implemented by `access`.
public interface OperationsGate {

    boolean admits(Actor actor);
}

package io.sangam.limits;

import java.util.Map;

/// Where the processes add up what each has counted.
interface UsageStore {

    /// Adds what this process counted in a minute, and tells what all of them have.
    Map<String, Integer> add(long minute, Map<String, Integer> counted);
}

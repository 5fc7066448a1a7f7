@NullMarked
package io.sangam.proposals;

import org.jspecify.annotations.NullMarked;

# Sourced by ./sangam: sets JAVA_HOME to a JDK of at least 25, or says what to install.
sangam_jdk_major() { sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release" 2>/dev/null; }
sangam_jdk_fits() { [ -x "$1/bin/javac" ] && m=$(sangam_jdk_major "$1") && [ "${m:-0}" -ge 25 ]; }
if ! { [ -n "${JAVA_HOME:-}" ] && sangam_jdk_fits "$JAVA_HOME"; }; then
  found=
  for d in ${SANGAM_JDK_DIRS:-"$(dirname "$(dirname "$(readlink -f "$(command -v javac 2>/dev/null)" 2>/dev/null)" 2>/dev/null)" 2>/dev/null)" \
           /usr/lib/jvm/* /usr/java/* /opt/*jdk* "$HOME"/.sdkman/candidates/java/* "$HOME"/.jdks/* \
           /Library/Java/JavaVirtualMachines/*/Contents/Home}; do
    if sangam_jdk_fits "$d"; then found=$d; break; fi
  done
  if [ -z "$found" ]; then
    echo "Sangam needs a JDK 25 or newer and found none." >&2
    echo "Install one (Debian/Ubuntu: apt install temurin-25-jdk; SDKMAN: sdk install java 25-tem; macOS: brew install temurin@25)" >&2
    echo "or point JAVA_HOME at it, then run this command again." >&2
    exit 1
  fi
  JAVA_HOME=$found
fi
export JAVA_HOME

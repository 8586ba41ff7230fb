// Keeps TensorFlow's notices off stderr, those included that it writes while it is being loaded.
//
// TensorFlow 2.21 logs through Abseil. Until Abseil is told that a program is ready to log, it writes every line to
// stderr, whatever TF_CPP_MIN_LOG_LEVEL says, and TensorFlow logs before any code of ours can run (a static initialiser
// of libtensorflow_framework says that oneDNN is on). So the function through which those lines go is replaced: on Linux
// the libraries look a symbol up in the module that loads them first, and that is this one. macOS binds symbols to their
// own library; there, only what comes after loading is kept quiet, by TensorFlow itself.
//
// TF_CPP_MIN_LOG_LEVEL means what it does in Python: 0 lets all through, 1 warnings and worse, 2 errors, 3 (also when it
// is unset) only what ends the process.

#include <cstdio>
#include <cstdlib>

#include "absl/base/log_severity.h"
#include "absl/log/internal/globals.h"
#include "absl/strings/string_view.h"

namespace absl {
ABSL_NAMESPACE_BEGIN
namespace log_internal {

void WriteToStderr(absl::string_view message, absl::LogSeverity severity) {
  const char* level = std::getenv("TF_CPP_MIN_LOG_LEVEL");
  if (static_cast<int>(severity) < (level == nullptr ? 3 : std::atoi(level))) return;
  std::fwrite(message.data(), 1, message.size(), stderr);
  std::fflush(stderr);
}

}  // namespace log_internal
ABSL_NAMESPACE_END
}  // namespace absl

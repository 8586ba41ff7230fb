// Keeps TensorFlow from writing notices to stderr while it is loaded.
//
// TensorFlow 2.21 logs through Abseil, which knows nothing of TF_CPP_MIN_LOG_LEVEL until TensorFlow tells it, and a few
// lines are written before that. This runs when the binding is loaded, before TensorFlow's first words.
// TF_CPP_MIN_LOG_LEVEL=0, 1 or 2 lets them through again, as it does in Python; unset means quiet.

#include <cstdlib>

#include "absl/base/log_severity.h"
#include "absl/log/globals.h"

namespace {

struct Quiet {
  Quiet() {
    const char* level = std::getenv("TF_CPP_MIN_LOG_LEVEL");
    if (level != nullptr && std::atoi(level) < 3) return;
    absl::SetMinLogLevel(absl::LogSeverityAtLeast::kError);
    absl::SetStderrThreshold(absl::LogSeverityAtLeast::kError);
  }
};

const Quiet quiet;

}  // namespace

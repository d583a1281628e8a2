/** A refusal with a code, which JavaScript turns into a ProverError. Messages never carry a private value. */
#pragma once
#include <stdexcept>
#include <string>

namespace clauseproof {

class Failure : public std::runtime_error {
 public:
  Failure(const char* code, const std::string& message) : std::runtime_error(message), code_(code) {}
  const char* code() const { return code_; }

 private:
  const char* code_;
};

inline Failure malformedKey(const std::string& what) { return Failure("zkey.malformed", "the proving key file is malformed: " + what); }

}  // namespace clauseproof

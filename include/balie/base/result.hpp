// Result<T>: what a healthy program may meet is returned, not thrown.
#pragma once

#include <boost/system/result.hpp>

#include <exception>
#include <string>
#include <utility>

namespace balie {

// The ten ways in which a request can end badly. `api` maps each to one HTTP status.
enum class ErrorCode {
    malformed,        // 400: not JSON, not UTF-8, a bad cursor
    unauthenticated,  // 401: who are you
    forbidden,        // 403: known, but not allowed
    not_found,        // 404: absent, or not yours to see
    conflict,         // 409: somebody was first
    too_large,        // 413
    unsupported,      // 415: a media type that is not taken
    unprocessable,    // 422: a field or a rule; `reason` names it
    throttled,        // 429: slow down
    unavailable,      // 503: try again later; nothing was done
};

// detail is for people and the log, never holds a secret or a customer's text.
// reason is a stable word for programs ("window_closed"); field names the offending field ("text").
struct Error {
    ErrorCode code;
    std::string detail;
    std::string reason = {};
    std::string field = {};

    Error() : code(ErrorCode::unavailable) {}  // Boost 1.81's result::error() names it, though it never runs
    Error(ErrorCode code_, std::string detail_, std::string reason_ = {}, std::string field_ = {})
        : code(code_), detail(std::move(detail_)), reason(std::move(reason_)), field(std::move(field_)) {}
};

// Thrown by Result::value() on an error: only where an error breaks an invariant.
class BrokenResult : public std::exception {
public:
    explicit BrokenResult(Error const& error) : what_(error.detail) {}
    char const* what() const noexcept override { return what_.c_str(); }

private:
    std::string what_;
};

// Found by argument-dependent look-up from boost::system::result.
[[noreturn]] inline void throw_exception_from_error(Error const& error, boost::source_location const&) {
    throw BrokenResult(error);
}

template <class T>
using Result = boost::system::result<T, Error>;

}  // namespace balie

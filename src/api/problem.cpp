// Writes problems in one place, so that every refusal looks the same to a program.
#include "api/problem.hpp"

#include "api/json_response.hpp"

#include <balie/base/text.hpp>

#include <nlohmann/json.hpp>

#include <string>

namespace balie::api {
namespace {

constexpr auto retry_after_default = std::chrono::seconds{1};

std::string_view title_of(ErrorCode code) noexcept {
    switch (code) {
        case ErrorCode::malformed:
            return "The request cannot be read";
        case ErrorCode::unauthenticated:
            return "Log in first";
        case ErrorCode::forbidden:
            return "Not allowed";
        case ErrorCode::not_found:
            return "Not found";
        case ErrorCode::conflict:
            return "Somebody was first";
        case ErrorCode::too_large:
            return "Too large";
        case ErrorCode::unsupported:
            return "This media type is not taken";
        case ErrorCode::unprocessable:
            return "A field or a rule does not allow it";
        case ErrorCode::throttled:
            return "Too many requests";
        case ErrorCode::unavailable:
            return "Not available at the moment";
    }
    return "";
}

// Messages of PostgreSQL may quote what somebody typed; they are for the log.
bool is_of_the_database(std::string_view detail) noexcept { return detail.starts_with("ERROR:"); }

bool may_be_shown(Error const& error) noexcept {
    return error.code != ErrorCode::unavailable && !is_of_the_database(error.detail);
}

bool may_be_tried_again(ErrorCode code) noexcept {
    return code == ErrorCode::throttled || code == ErrorCode::unavailable;
}

http::Response problem_response(Error const& error, nlohmann::json const& members) {
    auto response = json_response(status_of(error.code), members);
    response.headers.front().second = "application/problem+json";
    return response;
}

}  // namespace

nlohmann::json problem_json(Error const& error) {
    auto const shown = may_be_shown(error) && !error.detail.empty();
    auto const detail = shown ? error.detail : std::string{title_of(error.code)};
    auto members = nlohmann::json{
        {"type", error.reason.empty() ? "about:blank" : "about:blank#" + percent_encode(error.reason)},
        {"title", title_of(error.code)},
        {"status", status_of(error.code)},
        {"detail", detail},
    };
    if (!error.reason.empty()) { members["reason"] = error.reason; }
    if (!error.field.empty()) {
        members["errors"] = {{{"field", error.field}, {"reason", error.reason}, {"detail", detail}}};
    }
    return members;
}

int status_of(ErrorCode code) noexcept {
    switch (code) {
        case ErrorCode::malformed:
            return 400;
        case ErrorCode::unauthenticated:
            return 401;
        case ErrorCode::forbidden:
            return 403;
        case ErrorCode::not_found:
            return 404;
        case ErrorCode::conflict:
            return 409;
        case ErrorCode::too_large:
            return 413;
        case ErrorCode::unsupported:
            return 415;
        case ErrorCode::unprocessable:
            return 422;
        case ErrorCode::throttled:
            return 429;
        case ErrorCode::unavailable:
            return 503;
    }
    return 500;
}

http::Response problem(Error const& error) { return problem(error, retry_after_default); }

http::Response problem(Error const& error, std::chrono::seconds retry_after) {
    auto response = problem_response(error, problem_json(error));
    if (may_be_tried_again(error.code)) {
        response.headers.emplace_back("Retry-After", std::to_string(retry_after.count()));
    }
    return response;
}

http::Response problem(Error const& error, nlohmann::json const& members) {
    auto all = problem_json(error);
    all.update(members);
    return problem_response(error, all);
}

}  // namespace balie::api

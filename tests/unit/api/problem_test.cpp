#include "api/problem.hpp"

#include <nlohmann/json.hpp>

#include <gtest/gtest.h>

#include <array>
#include <utility>

namespace balie::api {
namespace {

TEST(Problem, EveryCodeHasItsStatus) {
    auto const statuses = std::to_array<std::pair<ErrorCode, int>>({
        {ErrorCode::malformed, 400},
        {ErrorCode::unauthenticated, 401},
        {ErrorCode::forbidden, 403},
        {ErrorCode::not_found, 404},
        {ErrorCode::conflict, 409},
        {ErrorCode::too_large, 413},
        {ErrorCode::unsupported, 415},
        {ErrorCode::unprocessable, 422},
        {ErrorCode::throttled, 429},
        {ErrorCode::unavailable, 503},
    });
    for (auto const& [code, status] : statuses) {
        auto const response = problem(Error{code, "why"});
        auto const body = nlohmann::json::parse(response.body);

        EXPECT_EQ(response.status, status);
        EXPECT_EQ(body.at("status"), status);
        EXPECT_TRUE(body.at("title").is_string());
    }
}

TEST(Problem, NamesTheFieldAndTheReason) {
    auto const body = nlohmann::json::parse(
        problem(Error{ErrorCode::unprocessable, "text is required", "required", "text"}).body);

    EXPECT_EQ(body.at("type"), "about:blank#required");
    EXPECT_EQ(body.at("errors").at(0).at("field"), "text");
    EXPECT_EQ(body.at("errors").at(0).at("reason"), "required");
}

TEST(Problem, WhatIsWrongWithUsStaysInTheLog) {
    auto const away =
        problem(Error{ErrorCode::unavailable, "connection to server at 10.0.0.3 failed", "database_away"});
    auto const theirs =
        problem(Error{ErrorCode::unprocessable, "ERROR:  value too long: Key (name)=(Ann)", "some_index"});

    EXPECT_EQ(away.body.find("10.0.0.3"), std::string::npos);
    EXPECT_EQ(header(away.headers, "Retry-After"), "1");
    EXPECT_EQ(theirs.body.find("Ann"), std::string::npos);
}

TEST(Problem, MayCarryTheCurrentState) {
    auto const body = nlohmann::json::parse(
        problem(Error{ErrorCode::conflict, "newer"}, nlohmann::json{{"current", {{"version", 3}}}}).body);

    EXPECT_EQ(body.at("current").at("version"), 3);
    EXPECT_EQ(body.at("status"), 409);
}

}  // namespace
}  // namespace balie::api

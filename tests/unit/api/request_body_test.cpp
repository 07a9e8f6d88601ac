#include "api/request_body.hpp"

#include <balie/domain/ids.hpp>

#include <gtest/gtest.h>

namespace balie::api {
namespace {

http::Request request_with(std::string body, std::string content_type = "application/json") {
    auto request = http::Request{};
    request.method = "POST";
    request.headers = {{"Content-Type", std::move(content_type)}};
    request.body = std::move(body);
    return request;
}

ErrorCode refused(std::string body, std::string content_type = "application/json") {
    return RequestBody::of(request_with(std::move(body), std::move(content_type))).error().code;
}

RequestBody body_of(std::string text) { return RequestBody::of(request_with(std::move(text))).value(); }

std::string fault_of(RequestBody& body) {
    auto const read = body.end();
    return read ? "" : read.error().reason + ' ' + read.error().field;
}

TEST(RequestBody, OnlyAJsonObjectIsRead) {
    EXPECT_EQ(refused("{}", "text/plain"), ErrorCode::unsupported);
    EXPECT_EQ(refused("a=1", "application/x-www-form-urlencoded"), ErrorCode::unsupported);
    EXPECT_EQ(refused("{}", ""), ErrorCode::unsupported);
    for (auto const* const text : {"{", "{\"a\":1,}", "{\"a\":\"\xff\"}", "{\"a\":1} x", "\xef\xbb\xbf",
                                   "{\"a\":NaN}", "{\"a\":\"\\ud800\"}"}) {
        EXPECT_EQ(refused(text), ErrorCode::malformed) << text;
    }
    for (auto const* const text : {"[]", "1", "null", "\"x\""}) {
        EXPECT_EQ(refused(text), ErrorCode::unprocessable) << text;
    }
    EXPECT_TRUE(RequestBody::of(request_with("{}", "Application/JSON; charset=utf-8")));
    EXPECT_TRUE(RequestBody::of(request_with("", "")));
}

TEST(RequestBody, AFieldThatIsNamedTwiceIsMalformed) {
    EXPECT_EQ(refused(R"({"a":1,"a":1})"), ErrorCode::malformed);
    EXPECT_EQ(refused(R"({"x":{"a":1,"b":{"a":2},"a":3}})"), ErrorCode::malformed);
    EXPECT_TRUE(RequestBody::of(request_with(R"({"x":{"a":1},"y":{"a":1}})")));
}

TEST(RequestBody, DeepNestingIsMalformedAndHarmless) {
    for (auto const depth : {40, 10'000, 100'000}) {
        auto const size = static_cast<std::size_t>(depth);
        EXPECT_EQ(refused("{\"a\":" + std::string(size, '[') + std::string(size, ']') + '}'),
                  ErrorCode::malformed)
            << depth;
        EXPECT_EQ(refused("{\"a\":" + std::string(size, '[')), ErrorCode::malformed) << depth;
    }
}

TEST(RequestBody, WhatMustNotBeEmptyHoldsSomethingToSee) {
    for (auto const* const unseen :
         {R"(" ")", R"("\u200b\u200d")", R"("\u00a0\t\ufeff")", R"("\u2066\u2069")", R"("\u3164")",
          R"("\u2800")", R"("\udb40\udc41")", R"("\ufe0f")", R"("\u00ad")"}) {
        auto body = body_of(std::string{R"({"name":)"} + unseen + "}");
        body.text("name", {.characters_min = 1});
        EXPECT_EQ(fault_of(body), "too_short name") << unseen;
    }
    for (auto const* const seen :
         {R"("\u200ba")", R"("\ud83d\udc68\u200d\ud83d\udc67")", R"("\u2764\ufe0f")", R"("\u00e9")"}) {
        auto body = body_of(std::string{R"({"name":)"} + seen + "}");
        body.text("name", {.characters_min = 1});
        EXPECT_EQ(fault_of(body), "") << seen;
    }
    auto free = body_of(R"({"note":" "})");
    EXPECT_EQ(free.text("note"), " ");
}

TEST(RequestBody, UnknownFieldsAreNamed) {
    auto body = body_of(R"({"name":"x","account_id":"2"})");
    EXPECT_EQ(body.text("name"), "x");
    EXPECT_EQ(fault_of(body), "unknown_field account_id");

    auto nested = body_of(R"({"template":{"name":"x","role":"admin"}})");
    EXPECT_EQ(nested.object("template")->text("name"), "x");
    EXPECT_EQ(fault_of(nested), "unknown_field template.role");
}

TEST(RequestBody, AbsentAndIllTypedOnesAreNamed) {
    auto absent = body_of("{}");
    absent.text("name");
    EXPECT_EQ(fault_of(absent), "required name");

    auto null = body_of(R"({"name":null})");
    null.text("name");
    EXPECT_EQ(fault_of(null), "ill_typed name");

    auto number = body_of(R"({"count":"3"})");
    number.integer("count", 0, 9);
    EXPECT_EQ(fault_of(number), "ill_typed count");

    auto fraction = body_of(R"({"count":1.5})");
    fraction.integer("count", 0, 9);
    EXPECT_EQ(fault_of(fraction), "ill_typed count");

    auto truth = body_of(R"({"active":1})");
    truth.boolean("active");
    EXPECT_EQ(fault_of(truth), "ill_typed active");

    auto word = body_of(R"({"role":"owner"})");
    word.word<Role>("role");
    EXPECT_EQ(fault_of(word), "unknown_word role");
}

TEST(RequestBody, IdsAreStringsOfDigits) {
    for (auto const* const id : {"7", "\"07\"", "\"-7\"", "\"0\"", "\"seven\"", "\"9223372036854775808\"",
                                 "\"\"", "{}", "\"1e3\""}) {
        auto body = body_of(std::string{R"({"team_id":)"} + id + '}');
        body.id<Team>("team_id");
        EXPECT_EQ(fault_of(body), "ill_typed team_id") << id;
    }
    auto body = body_of(R"({"ids":["1","2"]})");
    EXPECT_EQ(body.ids<User>("ids"), (std::vector{UserId{1}, UserId{2}}));
    EXPECT_EQ(fault_of(body), "");
    auto repeating = body_of(R"({"ids":["1","2","1"]})");
    repeating.ids<User>("ids");
    EXPECT_EQ(fault_of(repeating), "repeated ids");
}

TEST(RequestBody, NullClearsWhereItMay) {
    auto body = body_of(R"({"assignee_id":null,"team_id":"3"})");
    auto const assignee = body.nullable_id<User>("assignee_id");
    auto const team = body.nullable_id<Team>("team_id");
    auto const other = body.nullable_id<User>("expected_assignee_id");

    EXPECT_TRUE(assignee.is_given && !assignee.value);
    EXPECT_TRUE(team.is_given && team.value == TeamId{3});
    EXPECT_FALSE(other.is_given);
    EXPECT_EQ(fault_of(body), "");
}

TEST(RequestBody, BoundsAreKept) {
    auto text = body_of(R"({"name":"éééé"})");
    text.text("name", {.characters_max = 3});
    EXPECT_EQ(fault_of(text), "too_long name");

    auto number = body_of(R"({"count":18446744073709551615})");
    number.integer("count", 0, 9);
    EXPECT_EQ(fault_of(number), "out_of_range count");

    auto nul = body_of(R"({"name":"a\u0000b"})");
    EXPECT_EQ(nul.text("name"),
              "a\xEF\xBF\xBD"
              "b");

    auto free = body_of(R"({"preferences":{"a":"\u0000"}})");
    free.free_object("preferences", 100);
    EXPECT_EQ(fault_of(free), "ill_typed preferences");
}

}  // namespace
}  // namespace balie::api

#include "api/route.hpp"

#include <gtest/gtest.h>

#include <stdexcept>

namespace balie::api {
namespace {

Task<Result<http::Response>> nothing(Call) { co_return http::Response{204}; }
Task<bool> nobody(http::Request const&) { co_return false; }

TEST(RouteTable, ASecondHandlerOfTheSamePlaceDoesNotStart) {
    auto routes = Routes{};
    routes.add("GET", "/api/v1/users/{id}", Policy::read(every_role), nothing);

    EXPECT_THROW(routes.add("GET", "/api/v1/users/{user_id}", Policy::read(every_role), nothing),
                 std::logic_error);
    EXPECT_NO_THROW(routes.add("PATCH", "/api/v1/users/{id}", Policy::change(admin_roles), nothing));
}

TEST(RouteTable, APolicyMustFitItsMethod) {
    auto routes = Routes{};

    EXPECT_THROW(routes.add("GET", "/api/v1/a", Policy::change(every_role), nothing), std::logic_error);
    EXPECT_THROW(routes.add("POST", "/api/v1/a", Policy::read(every_role), nothing), std::logic_error);
    EXPECT_THROW(routes.add("DELETE", "/api/v1/a", Policy::open(Surface::api), nothing), std::logic_error);
    EXPECT_THROW(routes.add("GET", "/api/v1/a", Policy::read(every_role), Handler{}), std::logic_error);
}

TEST(RouteTable, FilesOfWhoeverComesAreJudgedByTheHead) {
    auto routes = Routes{};
    auto const open = Policy::open(Surface::client).with_body_in_file(100);

    EXPECT_THROW(routes.add("POST", "/client/v1/a", open, nothing), std::logic_error);
    EXPECT_NO_THROW(
        routes.add("POST", "/api/v1/a", Policy::change(every_role).with_body_in_file(100), nothing));
    EXPECT_NO_THROW(routes.add_upload("/client/v1/a", open, nobody, nothing));
}

TEST(RouteTable, HeadIsFoundAsGet) {
    auto routes = Routes{};
    routes.add("GET", "/api/v1/users/{id}", Policy::read(every_role), nothing);

    auto const found = routes.find("HEAD", "/api/v1/users/7");

    ASSERT_TRUE(found);
    EXPECT_EQ(found->path.at("id"), "7");
    EXPECT_FALSE(routes.find("PUT", "/api/v1/users/7"));
    EXPECT_EQ(routes.methods("/api/v1/users/7"), std::vector<std::string>{"GET"});
}

TEST(Call, AnImpossibleIdIsNotFound) {
    auto call = Call{};
    for (auto const* const id : {"", "0", "-1", "01", "x", "1;DROP TABLE users", "99999999999999999999"}) {
        call.path["id"] = id;
        EXPECT_EQ(call.id<User>().error().code, ErrorCode::not_found) << id;
    }
    call.path["id"] = "42";
    EXPECT_EQ(call.id<User>().value(), UserId{42});
}

}  // namespace
}  // namespace balie::api

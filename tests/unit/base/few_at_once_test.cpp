// A bounded number of works at a time, and all of them in the end.
#include <balie/base/few_at_once.hpp>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <gtest/gtest.h>

#include <algorithm>
#include <exception>
#include <stdexcept>

namespace balie {
namespace {

struct Shop {
    int at_work = 0;
    int most_at_work = 0;
    int done = 0;
};

Task<void> serve(Shop& shop) {
    shop.most_at_work = std::max(shop.most_at_work, ++shop.at_work);
    for (auto turn = 0; turn < 5; ++turn) {
        co_await boost::asio::post(co_await boost::asio::this_coro::executor, boost::asio::use_awaitable);
    }
    --shop.at_work;
    ++shop.done;
}

Task<void> fail() {
    throw std::runtime_error{"broken"};
    co_return;
}

std::exception_ptr outcome_of(std::vector<std::function<Task<void>()>> works, std::size_t most) {
    auto network = boost::asio::io_context{};
    auto outcome = std::make_exception_ptr(std::logic_error{"it has not ended"});
    boost::asio::co_spawn(network, few_at_once(std::move(works), most),
                          [&](std::exception_ptr thrown) { outcome = thrown; });
    network.run();
    return outcome;
}

TEST(FewAtOnce, DoesAllWithNoMoreThanThatUnderWay) {
    auto shop = Shop{};
    auto works = std::vector<std::function<Task<void>()>>{};
    for (auto work = 0; work < 7; ++work) {
        works.emplace_back([&shop] { return serve(shop); });
    }

    EXPECT_FALSE(outcome_of(std::move(works), 3));
    EXPECT_EQ(shop.done, 7);
    EXPECT_EQ(shop.most_at_work, 3);
}

TEST(FewAtOnce, HandsTheFirstExceptionOnWhenTheOthersAreDone) {
    auto shop = Shop{};
    auto works = std::vector<std::function<Task<void>()>>{};
    works.emplace_back([] { return fail(); });
    works.emplace_back([&shop] { return serve(shop); });

    EXPECT_TRUE(outcome_of(std::move(works), 2));
    EXPECT_EQ(shop.done, 1);
}

TEST(FewAtOnce, OfNothingIsDoneAtOnce) { EXPECT_FALSE(outcome_of({}, 3)); }

}  // namespace
}  // namespace balie

// The desk's own figures for the operator, over all accounts: read in rounds, told at each scrape.
#pragma once

#include "db/database.hpp"
#include "store/desk_figures.hpp"

#include <balie/base/clock.hpp>
#include <balie/base/rounds.hpp>
#include <balie/base/task.hpp>
#include <balie/domain/ids.hpp>

#include <boost/asio/io_context.hpp>

#include <map>
#include <string>
#include <vector>

namespace balie::app {

// A few accounts a round, in turn, so that thousands of them cost no more than ten. Lives on the network thread.
class Figures {
public:
    Figures(boost::asio::io_context& network, db::Database& database, Clock const& clock);

    void start() {
        rounds_.start([this] { return round(); });
    }
    void stop() { rounds_.stop(); }

    store::desk_figures::Figures sum() const;               // without the inboxes
    std::map<std::string, double> silence(Time now) const;  // seconds, by inbox id
    std::map<std::string, double> problems() const;         // how many, by inbox id

private:
    Task<void> round();
    Task<void> list_accounts();
    Task<void> read_next();

    db::Database* database_;
    Clock const* clock_;
    Rounds rounds_;
    std::vector<AccountId> left_;  // of this turn
    std::map<AccountId, store::desk_figures::Figures> known_;
};

}  // namespace balie::app

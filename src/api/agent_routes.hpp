// What agents work with beside conversations and messages: their lists, each other, and what the organisation keeps for
// them. One part of the house, so that the house need not know its rooms.
#pragma once

#include "api/conversation_routes.hpp"
#include "api/route.hpp"
#include "journal/journal.hpp"
#include "wire/context.hpp"

#include <balie/base/clock.hpp>

#include <memory>

namespace balie::api {

class AgentRoutes {
public:
    AgentRoutes(db::Database& database, journal::Journal& journal, wire::Context const& context,
                Clock const& clock, ReadUpTo read_up_to);
    ~AgentRoutes();
    AgentRoutes(AgentRoutes&&) noexcept;
    AgentRoutes& operator=(AgentRoutes&&) noexcept;
    void add_to(Routes& routes);  // this outlives them

private:
    struct Rooms;
    std::unique_ptr<Rooms> rooms_;
};

}  // namespace balie::api

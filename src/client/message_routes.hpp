// What a visitor says and sees: messages, what they have read, that they write, and on which page they are.
#pragma once

#include "api/route.hpp"
#include "client/door.hpp"
#include "client/inbound.hpp"

#include <nlohmann/json_fwd.hpp>

#include <functional>

namespace balie::client {

// Tells agents who may see the conversation, now and never again: one event's JSON.
using Whisper = std::function<void(AccountId, access::Place, std::string item)>;

class MessageRoutes {
public:
    MessageRoutes(Door& door, db::Database& database, Inbound& inbound, Clock const& clock, Whisper whisper)
        : door_(&door),
          database_(&database),
          inbound_(&inbound),
          clock_(&clock),
          whisper_(std::move(whisper)) {}
    void add_to(api::Routes& routes);

private:
    Task<Result<http::Response>> list(api::Call call, Visit visit);
    Task<Result<http::Response>> say(api::Call call, Visit visit);
    Task<Result<http::Response>> read(api::Call call, Visit visit);
    Task<Result<http::Response>> typing(api::Call call, Visit visit);
    Task<Result<http::Response>> page(api::Call call, Visit visit);
    Task<Result<void>> tell(Visit visit, std::string type, nlohmann::json data);

    Door* door_;
    db::Database* database_;
    Inbound* inbound_;
    Clock const* clock_;
    Whisper whisper_;
    Pace of_messages_{30, 20};
};

}  // namespace balie::client
